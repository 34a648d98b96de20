import { expect, test } from 'vitest';
import { missingDevices, namesDevice } from './missing-devices.ts';

const known = { disk: ['sdb', 'sda'], net: [] };

test.each([
  [{}, []],
  [{ storageDevice: 'sda' }, []],
  // Of a kind of which nothing is known nothing is said.
  [{ networkInterface: 'eth7' }, []],
  [
    { storageDevice: 'nvme0n1', networkInterface: 'eth7' },
    ['storage_device: there is no disk "nvme0n1". The busiest is shown first. There are: sda, sdb.'],
  ],
  [
    { storageDevice: 'sdc' },
    [
      'storage_device: there is no disk "sdc"; did you mean sda. The busiest is shown first. There are: sda, sdb.',
    ],
  ],
])('%j', (options, told) => {
  expect(missingDevices(options, known)).toEqual(told);
  expect(namesDevice(options)).toBe(Object.keys(options).length > 0);
});

test('of hundreds of devices some are named', () => {
  const disk = Array.from({ length: 300 }, (_, at) => `sd${at}`);
  const [told = ''] = missingDevices({ storageDevice: 'none-such-disk' }, { disk, net: [] });
  expect(told).toMatch(/sd0, sd1, .*sd19, …\.$/);
});
