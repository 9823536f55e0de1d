/** Every failure a caller may branch on. Codes are public API: a rename is a breaking change. */
const KIND = {
  "identity.invalid_name": "invalid",
  "identity.invalid_slug": "invalid",
  "identity.invalid_email": "invalid",
  "identity.invalid_role": "invalid",
  "identity.disposable_address": "invalid",
  "identity.wrong_password": "invalid",
  "identity.wrong_code": "invalid",
  "identity.no_password": "conflict",
  "identity.invalid_link": "invalid",
  "identity.wrong_second_factor": "invalid",
  "identity.passkey_refused": "invalid",
  "identity.passkey_not_found": "not_found",
  "identity.passkey_taken": "conflict",
  "identity.too_many_passkeys": "conflict",
  "identity.same_address": "conflict",
  "identity.password_breached": "invalid",
  "identity.password_guessable": "invalid",
  "identity.social_off": "invalid",
  "identity.social_refused": "invalid",
  "identity.invalid_key_permissions": "invalid",
  "identity.invalid_key_lifetime": "invalid",
  "identity.forbidden": "forbidden",
  "identity.person_only": "forbidden",
  "identity.step_up_required": "forbidden",
  "identity.second_factor_required": "forbidden",
  "identity.workspace_not_found": "not_found",
  "identity.person_not_found": "not_found",
  "identity.member_not_found": "not_found",
  "identity.session_not_found": "not_found",
  "identity.invitation_not_found": "not_found",
  "identity.role_not_found": "not_found",
  "identity.team_not_found": "not_found",
  "identity.service_account_not_found": "not_found",
  "identity.key_not_found": "not_found",
  "identity.second_factor_on": "conflict",
  "identity.second_factor_off": "conflict",
  "identity.invalid_domain": "invalid",
  "identity.shared_domain": "invalid",
  "identity.record_not_found": "invalid",
  "identity.domain_not_found": "not_found",
  "identity.domain_taken": "conflict",
  "identity.too_many_domains": "conflict",
  "identity.invalid_issuer": "invalid",
  "identity.issuer_refused": "invalid",
  "identity.client_secret_missing": "invalid",
  "identity.no_sign_in_connection": "not_found",
  "identity.no_verified_domain": "conflict",
  "identity.sso_off": "invalid",
  "identity.single_sign_on_required": "forbidden",
  "identity.slug_mismatch": "invalid",
  "identity.slug_taken": "conflict",
  "identity.workspace_subscribed": "conflict",
  "identity.role_name_taken": "conflict",
  "identity.role_in_use": "conflict",
  "identity.too_many_roles": "conflict",
  "identity.team_name_taken": "conflict",
  "identity.too_many_teams": "conflict",
  "identity.invalid_usage": "invalid",
  "identity.service_account_name_taken": "conflict",
  "identity.too_many_service_accounts": "conflict",
  "identity.too_many_keys": "conflict",
  "identity.key_rotated": "conflict",
  "identity.key_ended": "conflict",
  "identity.last_owner": "conflict",
  "identity.already_member": "conflict",
  "identity.already_invited": "conflict",
  "identity.too_many_attempts": "limited",
  "identity.invited_recently": "limited",
  "identity.too_many_invitations": "limited",
  "identity.too_many_workspaces": "limited",
  "identity.too_many_slugs": "limited",
  "identity.unavailable": "unavailable",
} as const;
export type IdentityErrorCode = keyof typeof KIND;

export class IdentityError extends Error {
  override readonly name = "IdentityError";
  readonly code: IdentityErrorCode;
  /** What the failure means to any caller; apps/api maps this, never the code, to a status. */
  readonly kind: (typeof KIND)[IdentityErrorCode];
  /** True when the same call may succeed later unchanged. */
  readonly retryable: boolean;
  /** Of what is limited: after this it is allowed again, at the latest. */
  readonly retryAfterSeconds?: number;

  /** `message` is logged and shown: no address, token or password in it. */
  constructor(code: IdentityErrorCode, message: string, options: IdentityErrorOptions = {}) {
    super(message, options);
    if (options.retryAfterSeconds !== undefined) this.retryAfterSeconds = options.retryAfterSeconds;
    this.code = code;
    this.kind = KIND[code];
    this.retryable = code === "identity.unavailable";
  }
}

interface IdentityErrorOptions {
  readonly cause?: unknown;
  readonly retryAfterSeconds?: number;
}
