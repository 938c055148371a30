import { IsEmail, IsOptional, Matches } from 'class-validator';
import { ComesWith } from '../rules/comes-with.js';

type Fields = Pick<
  SetUpSettings,
  'admin_email' | 'admin_password' | 'management_client_id' | 'management_client_secret'
>;

/** What an automated deployment declares instead of following the set-up link. */
export class SetUpSettings {
  @ComesWith('admin_password', 'PORTICO_ADMIN_PASSWORD')
  @IsOptional()
  @IsEmail({ require_tld: false }, { message: 'must be an e-mail address' })
  readonly admin_email?: string;

  /** `libs/accounts` decides whether it is good enough. */
  @ComesWith('admin_email', 'PORTICO_ADMIN_EMAIL')
  @IsOptional()
  readonly admin_password?: string;

  /** RFC 6749 §A.1, without the space */
  @ComesWith('management_client_secret', 'PORTICO_MANAGEMENT_CLIENT_SECRET')
  @IsOptional()
  @Matches(/^[\x21-\x7e]{1,128}$/, { message: 'must be 1 to 128 visible ASCII characters' })
  readonly management_client_id?: string;

  /** RFC 6749 §A.2 */
  @ComesWith('management_client_id', 'PORTICO_MANAGEMENT_CLIENT_ID')
  @IsOptional()
  @Matches(/^[\x20-\x7e]{32,512}$/, { message: 'must be 32 to 512 printable ASCII characters' })
  readonly management_client_secret?: string;

  constructor(values: Fields = {}) {
    this.admin_email = values.admin_email;
    this.admin_password = values.admin_password;
    this.management_client_id = values.management_client_id;
    this.management_client_secret = values.management_client_secret;
    Object.freeze(this);
  }
}
