"use client";

import { Plus, Settings } from "lucide-react";
import { useId } from "react";
import { Avatar } from "../../../ui/avatar.tsx";
import { Badge, Chip } from "../../../ui/badge.tsx";
import { Button } from "../../../ui/button.tsx";
import { ButtonLink } from "../../../ui/button-link.tsx";
import { Checkbox } from "../../../ui/checkbox.tsx";
import { Field } from "../../../ui/field.tsx";
import { HUES } from "../../../ui/hues.ts";
import { IconButton } from "../../../ui/icon-button.tsx";
import { RadioGroup } from "../../../ui/radio-group.tsx";
import { Select } from "../../../ui/select.tsx";
import { Switch } from "../../../ui/switch.tsx";
import { TextArea } from "../../../ui/text-area.tsx";
import { PasswordInput, TextInput } from "../../../ui/text-input.tsx";
import { Example, type PartProps } from "./example.tsx";

const LOOKS = ["primary", "secondary", "quiet", "danger"] as const;
const TONES = ["info", "good", "warn", "bad"] as const;
const SHOWN = ["rest", "hover", "focus", "active"] as const;

export function Colour({ copy }: PartProps) {
  return (
    <>
      <Example name={copy.groups.colour}>
        {HUES.map((hue) => (
          <Chip key={hue} hue={hue}>
            {copy.systems[hue]}
          </Chip>
        ))}
      </Example>
      <Example name={copy.groups.messages}>
        <Badge>{copy.tones.none}</Badge>
        {TONES.map((tone) => (
          <Badge key={tone} tone={tone}>
            {copy.tones[tone]}
          </Badge>
        ))}
      </Example>
      <Example name={copy.members}>
        {copy.people.map(({ name }) => (
          <Avatar key={name} name={name} />
        ))}
        <Avatar name={copy.workspace} size="small" isSquare />
        <Avatar name={copy.workspace} size="large" isSquare />
      </Example>
    </>
  );
}

export function Buttons({ copy }: PartProps) {
  return (
    <>
      {LOOKS.map((look) => (
        <Example key={look} name={copy.looks[look]}>
          {SHOWN.map((state) => (
            <Button key={state} look={look} data-shown={state}>
              {copy.states[state]}
            </Button>
          ))}
          <Button look={look} disabled>
            {copy.states.disabled}
          </Button>
          <Button look={look} pending={copy.states.loading}>
            {copy.invite}
          </Button>
        </Example>
      ))}
      <Example name={copy.states.small}>
        <Button size="small" look="primary" icon={<Plus size={16} aria-hidden="true" />}>
          {copy.invite}
        </Button>
        <ButtonLink href="#" size="small">
          {copy.settings}
        </ButtonLink>
        <IconButton label={copy.settings} icon={<Settings size={16} aria-hidden="true" />} />
        <IconButton label={copy.settings} icon={<Settings size={16} aria-hidden="true" />} disabled />
      </Example>
    </>
  );
}

export function Fields({ copy }: PartProps) {
  const id = useId();
  const [ana] = copy.people;
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field id={`${id}rest`} label={`${copy.address} (${copy.states.rest})`} help={copy.addressHelp}>
        {(control) => <TextInput {...control} type="email" placeholder={ana?.email} />}
      </Field>
      <Field id={`${id}hover`} label={`${copy.address} (${copy.states.hover})`} optional={copy.states.optional}>
        {(control) => <TextInput {...control} type="email" data-shown="hover" />}
      </Field>
      <Field id={`${id}focus`} label={`${copy.address} (${copy.states.focus})`} help={copy.addressHelp}>
        {(control) => <TextInput {...control} type="email" data-shown="focus" />}
      </Field>
      <Field id={`${id}error`} label={`${copy.address} (${copy.states.error})`} error={copy.addressError}>
        {(control) => <TextInput {...control} type="email" placeholder={ana?.name} />}
      </Field>
      <Field id={`${id}disabled`} label={`${copy.address} (${copy.states.disabled})`}>
        {(control) => <TextInput {...control} disabled placeholder={ana?.email} />}
      </Field>
      <Field id={`${id}read`} label={`${copy.address} (${copy.states.readOnly})`}>
        {(control) => <TextInput {...control} readOnly placeholder={ana?.email} />}
      </Field>
      <Field id={`${id}slug`} label={copy.workspace}>
        {(control) => <TextInput {...control} prefix="/w/" />}
      </Field>
      <Field id={`${id}password`} label={copy.password}>
        {(control) => <PasswordInput {...control} autoComplete="off" show={copy.show} hide={copy.hide} />}
      </Field>
      <Field id={`${id}role`} label={`${copy.role} (${copy.states.rest})`} help={copy.roleHelp}>
        {(control) => <Select {...control} options={copy.roles} defaultValue="member" />}
      </Field>
      <Field id={`${id}role-error`} label={`${copy.role} (${copy.states.error})`} error={copy.addressError}>
        {(control) => <Select {...control} options={copy.roles} placeholder={copy.role} />}
      </Field>
      <Field id={`${id}role-disabled`} label={`${copy.role} (${copy.states.disabled})`}>
        {(control) => <Select {...control} options={copy.roles} defaultValue="admin" disabled />}
      </Field>
      <Field id={`${id}role-read`} label={`${copy.role} (${copy.states.readOnly})`}>
        {(control) => <Select {...control} options={copy.roles} defaultValue="admin" readOnly />}
      </Field>
      <Field id={`${id}note`} label={copy.note}>
        {(control) => <TextArea {...control} />}
      </Field>
    </div>
  );
}

export function Choices({ copy }: PartProps) {
  const id = useId();
  return (
    <div className="grid gap-x-6 gap-y-5 sm:grid-cols-2">
      <Checkbox label={copy.weekly} help={copy.weeklyHelp} />
      <Checkbox label={copy.accept} error={copy.acceptError} />
      <Checkbox label={`${copy.weekly} (${copy.states.focus})`} defaultChecked data-shown="focus" />
      <Checkbox label={`${copy.weekly} (${copy.states.disabled})`} defaultChecked disabled />
      <Switch label={copy.weekly} help={copy.weeklyHelp} />
      <Switch label={copy.weekly} help={copy.weeklyHelp} defaultChecked />
      <Switch label={`${copy.weekly} (${copy.states.disabled})`} disabled />
      <Switch label={`${copy.weekly} (${copy.states.disabled})`} defaultChecked disabled />
      <RadioGroup
        name={`${id}role`}
        label={copy.role}
        help={copy.roleHelp}
        options={copy.roles}
        defaultValue="member"
      />
      <RadioGroup
        name={`${id}role-error`}
        label={`${copy.role} (${copy.states.error})`}
        error={copy.addressError}
        options={copy.roles}
      />
    </div>
  );
}
