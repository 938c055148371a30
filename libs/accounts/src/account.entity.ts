import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { PolicyAssignment } from './access/policy-assignment.js';

/** The `address` claim. OpenID Connect Core 1.0 §5.1.1. */
export interface AddressClaim {
  formatted?: string;
  street_address?: string;
  locality?: string;
  region?: string;
  postal_code?: string;
  country?: string;
}

export const ACCOUNT_STATUSES = ['enabled', 'disabled'] as const;
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

export const ADMIN_ROLES = ['owner', 'admin', 'support', 'auditor'] as const;
export type AdminRole = (typeof ADMIN_ROLES)[number];

/** A person. Claim columns have the names of OpenID Connect Core 1.0 §5.1. */
@Entity('accounts')
@Index('accounts_sub', ['sub'], { unique: true })
@Index('accounts_created', ['created_at', 'id'])
@Index('accounts_name', ['name'])
@Index('accounts_admin_role', ['admin_role'])
export class AccountEntity {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id: string;

  /** What clients know the person by: random, at least 128 bits, or imported; never reused. */
  @Column({ type: 'varchar', length: 255 })
  sub: string;

  @Column({ type: 'varchar', length: 16 })
  status: AccountStatus;

  /** Rights in Portico itself; null for most people. */
  @Column({ type: 'varchar', length: 16, nullable: true })
  admin_role: AdminRole | null;

  /** Roles in applications; Portico gives them no meaning. */
  @Column({ type: 'simple-json' })
  roles: string[];

  @Column({ type: 'varchar', length: 255, nullable: true })
  name: string | null;

  @Column({ type: 'varchar', length: 255, nullable: true })
  given_name: string | null;

  @Column({ type: 'varchar', length: 255, nullable: true })
  family_name: string | null;

  @Column({ type: 'varchar', length: 255, nullable: true })
  middle_name: string | null;

  @Column({ type: 'varchar', length: 255, nullable: true })
  nickname: string | null;

  @Column({ type: 'varchar', length: 255, nullable: true })
  preferred_username: string | null;

  @Column({ type: 'text', nullable: true })
  profile: string | null;

  @Column({ type: 'text', nullable: true })
  picture: string | null;

  @Column({ type: 'text', nullable: true })
  website: string | null;

  /** As typed; the normalised form is a sign-in name. */
  @Column({ type: 'varchar', length: 320, nullable: true })
  email: string | null;

  @Column({ type: 'boolean' })
  email_verified: boolean;

  @Column({ type: 'varchar', length: 64, nullable: true })
  gender: string | null;

  /** ISO 8601 `YYYY-MM-DD`; the year may be `0000`. */
  @Column({ type: 'varchar', length: 10, nullable: true })
  birthdate: string | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  zoneinfo: string | null;

  @Column({ type: 'varchar', length: 35, nullable: true })
  locale: string | null;

  @Column({ type: 'varchar', length: 32, nullable: true })
  phone_number: string | null;

  @Column({ type: 'boolean' })
  phone_number_verified: boolean;

  @Column({ type: 'simple-json', nullable: true })
  address: AddressClaim | null;

  @Column({ type: 'simple-json' })
  custom_attributes: Record<string, unknown>;

  /** Set by an administrator, or how the person started; without it only what their access policies allow. */
  @Column({ type: 'boolean', default: true })
  unrestricted: boolean;

  /** Their own; those of their roles and groups come besides. Null: none. */
  @Column({ type: 'simple-json', nullable: true })
  access_policies: readonly PolicyAssignment[] | null;

  /** As in `group_members`, so that whoever reads the person knows their groups. Null: none. */
  @Column({ type: 'simple-json', nullable: true })
  group_ids: readonly string[] | null;

  @Column({ type: 'bigint' })
  created_at: number;

  /** The `updated_at` claim: when the profile last changed. */
  @Column({ type: 'bigint' })
  updated_at: number;

  @Column({ type: 'int' })
  version: number;
}
