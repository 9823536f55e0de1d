/**
 * Tenant context and the only door to tenant data. The one file that every system may import; it knows no vendor of
 * identity, and must not grow beyond this: replacing the identity provider does not touch it.
 */
export { TenancyError, type TenancyErrorCode } from "./tenancy/errors.ts";
export {
  type Actor,
  type PersonContext,
  SYSTEM_REASONS,
  type SystemContext,
  type SystemReason,
  type TenantContext,
  type TenantId,
  tenantIdOf,
  type UserId,
  userIdOf,
} from "./tenancy/context.ts";
export {
  assertNoOpenTransaction,
  assertOwnSchema,
  contextOf,
  type Doors,
  inSystem,
  type OpenDatabase,
  type PoolUsage,
  openDatabase,
  type PersonTx,
  type SystemTx,
  type TenantTx,
} from "./tenancy/doors.ts";
export type { Listener } from "./tenancy/listener.ts";
export { openPool, type Pool, type PoolCause, type PoolOptions } from "./tenancy/pool.ts";
export {
  accessSql,
  grantsOf,
  foreignTable,
  GROUP_ROLES,
  type GroupRole,
  personTable,
  scopedTable,
  systemTable,
  type TableClass,
  tableClassOf,
  tenantTable,
} from "./tenancy/tables.ts";
