import { Injectable } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { describe, expect, it } from 'vitest';
import { ConfigModule, Configuration, Issuer, loadConfiguration } from './index.js';
import { SECTIONS } from './sections/index.js';

@Injectable()
class Discovery {
  constructor(readonly issuer: Issuer) {}
}

describe('ConfigModule', () => {
  it('gives each service the part that it asks for by class', async () => {
    const configuration = loadConfiguration({ PORTICO_ISSUER: 'https://id.example.com/a' });
    const module = await Test.createTestingModule({
      imports: [ConfigModule.register(configuration)],
      providers: [Discovery],
    }).compile();
    expect(module.get(Discovery).issuer.endpoint('/oauth2/token')).toBe(
      'https://id.example.com/a/oauth2/token',
    );
    expect(module.get(Configuration)).toBe(configuration);
    for (const Section of Object.values(SECTIONS))
      expect(module.get(Section as never)).toBeInstanceOf(Section);
  });
});
