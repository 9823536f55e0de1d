import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { findPage, pagesIn } from "../../../../../content.ts";
import { contentImage, contentMetadata } from "../../../../../content-metadata.ts";
import { getCopy } from "../../../../../copy.ts";
import { BlogPost } from "../../../../../features/marketing/blog/blog-post.tsx";
import { SiteFrame } from "../../../../../features/marketing/site-frame.tsx";
import { pageLanguage, type SiteParams } from "../../../../../site.ts";

interface PostParams {
  readonly params: Promise<Awaited<SiteParams["params"]> & { readonly slug: string }>;
}

export const dynamicParams = false;

export function generateStaticParams() {
  return pagesIn("blog").map(({ slug }) => ({ slug }));
}

export async function generateMetadata({ params }: PostParams): Promise<Metadata> {
  return contentMetadata(findPage("blog", (await params).slug) ?? notFound());
}

export default async function PostRoute({ params }: PostParams) {
  const page = findPage("blog", (await params).slug) ?? notFound();
  const language = await pageLanguage(params);
  const { site, blog, docs } = getCopy(language).marketing;
  return (
    <SiteFrame copy={site} language={language} path={page.address} image={contentImage(page)}>
      <BlogPost
        copy={{ all: blog.all, by: blog.by, copyCode: docs.copyCode, copied: docs.copied }}
        language={language}
        page={page}
      />
    </SiteFrame>
  );
}
