import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { describe, expect, it } from 'vitest';
import { CreateUserDto, PatchUserDto } from './account-input.dto.js';
import { ACCOUNT_RULES } from './account-rules.js';

async function problems(type: new () => object, body: object): Promise<Record<string, string[]>> {
  const errors = await validate(plainToInstance(type, body), {
    whitelist: true,
    forbidNonWhitelisted: true,
    stopAtFirstError: true,
  });
  return Object.fromEntries(
    errors.map(({ property, constraints }) => [property, Object.values(constraints ?? {})]),
  );
}

describe('The body that creates or changes a person', () => {
  it('may be empty, and may have everything', async () => {
    const everything = {
      sub: 'imported|7',
      status: 'enabled',
      admin_role: null,
      roles: ['editor'],
      name: 'Camille Martin',
      email: 'camille@example.com',
      email_verified: true,
      birthdate: '0000-05-04',
      zoneinfo: 'Europe/Paris',
      locale: 'fr-FR',
      phone_number: '+33 1 23 45 67 89',
      address: { country: 'France' },
      custom_attributes: { cost_center: 'R7' },
      password: 'k8#Vq2!x',
      invite: false,
    };
    expect(await problems(CreateUserDto, {})).toEqual({});
    expect(await problems(CreateUserDto, everything)).toEqual({});
  });

  it('is told what is wrong with each field, without its value', async () => {
    expect(
      await problems(CreateUserDto, { email: 'sécret', birthdate: '1990-02-30', address: { street: 'x' } }),
    ).toEqual({
      email: ['must be an e-mail address'],
      birthdate: ['must be a date as YYYY-MM-DD, 0000-MM-DD or YYYY'],
      address: ['must have no members but formatted, street_address, locality, region, postal_code, country'],
    });
  });

  it.each(['id', 'version', 'created_at', 'updated_at', 'password_hash'])('may not set %s', async (field) => {
    expect(Object.keys(await problems(CreateUserDto, { [field]: 1 }))).toEqual([field]);
  });

  it.each(['sub', 'password', 'invite'])('may not change %s of an existing person', async (field) => {
    expect(Object.keys(await problems(PatchUserDto, { [field]: 'x' }))).toEqual([field]);
  });

  it('may take a claim away by null, but not the status', async () => {
    expect(await problems(PatchUserDto, { name: null, address: null, admin_role: null })).toEqual({});
    expect(Object.keys(await problems(PatchUserDto, { status: null, roles: null }))).toEqual([
      'status',
      'roles',
    ]);
  });

  it.each(Object.keys(ACCOUNT_RULES))('knows the field %s', async (field) => {
    const [message] = Object.values(await problems(CreateUserDto, { [field]: 7.5 })).flat();
    expect(message).toMatch(/^must /);
  });
});
