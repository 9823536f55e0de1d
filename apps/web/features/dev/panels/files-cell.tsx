import { useLanguage } from "../../../ui/words.tsx";
import { Apart, Cell, Line, List, Nothing } from "../parts.tsx";
import type { CellProps } from "./props.ts";

const KILOBYTE = 1_000;

export function FilesCell({ state: { records, hasEmulators }, copy, adapter, page }: CellProps) {
  const { title, open, empty } = copy.panels.media;
  const language = useLanguage();
  const library = page("imagekit");
  const size = new Intl.NumberFormat(language, { style: "unit", unit: "kilobyte", maximumFractionDigits: 1 });
  return (
    <Cell
      system="media"
      title={title}
      adapter={adapter("media")}
      link={
        library !== undefined && (
          <Apart href={library} words={copy.opensApart}>
            {open}
          </Apart>
        )
      }
    >
      {records === null ? (
        <Nothing>{hasEmulators ? copy.unread : copy.noEmulators}</Nothing>
      ) : (
        <List
          label={title}
          rows={records.files.slice(0, 6)}
          rowKey={({ id }) => id}
          empty={<Nothing action={{ href: "/account", text: empty.action }}>{empty.text}</Nothing>}
          renderRow={({ name, contentType, sizeBytes, at, href, picture }) => (
            <Line
              lead={<Thumb src={library && picture} />}
              isCode
              title={name}
              href={library && href}
              apart={copy.opensApart}
              detail={`${contentType}, ${size.format(sizeBytes / KILOBYTE)}`}
              at={at}
            />
          )}
        />
      )}
    </Cell>
  );
}

/** What a file looks like; an empty square for one that is no picture. */
function Thumb({ src }: { readonly src: string | null | undefined }) {
  return (
    <span
      aria-hidden="true"
      className="size-9 shrink-0 rounded-control border border-line bg-well bg-cover bg-center"
      // A picture that does not come leaves the square, where an image of its own would say that it is broken.
      style={src == null ? undefined : { backgroundImage: `url(${JSON.stringify(src)})` }}
    />
  );
}
