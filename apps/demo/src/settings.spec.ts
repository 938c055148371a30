import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettings, SettingsError } from './settings.js';

describe('the demo’s settings', () => {
  it('are usable with nothing set: its own origin, and the default data directory', () => {
    expect(readSettings({})).toEqual({
      host: 'localhost',
      port: 4010,
      origin: 'http://localhost:4010',
      clientFile: resolve('data/demo-client.json'),
    });
  });

  it('follow Portico’s data directory, unless the file is named', () => {
    expect(readSettings({ PORTICO_DATA_DIR: '/srv/portico' }).clientFile).toBe(
      '/srv/portico/demo-client.json',
    );
    const named = { PORTICO_DATA_DIR: '/srv/portico', DEMO_CLIENT_FILE: '/run/demo.json' };
    expect(readSettings(named).clientFile).toBe('/run/demo.json');
  });

  it('take the origin from the port, and an empty value as none', () => {
    expect(readSettings({ DEMO_PORT: '5000' }).origin).toBe('http://localhost:5000');
    expect(readSettings({ DEMO_PORT: '', DEMO_HOST: '' })).toMatchObject({ port: 4010, host: 'localhost' });
  });

  it.each(['0', '65536', '4010x', ' 4010', '-1', '1e3'])('refuse the port "%s"', (DEMO_PORT) => {
    expect(() => readSettings({ DEMO_PORT })).toThrow(SettingsError);
  });
});
