export const messageIdOf = ({ id }: { readonly id: string }) => `<${id}@mail.resend.local>`;
