import { Group, Paper, Text } from '@mantine/core';
import type { Schemas } from '../api/client';
import { LOCALE } from '../messages/locale';
import { useMessages } from '../messages/messages';

const HEIGHT = 140;
const WIDTH = 900;
/** As many as have room beside each other on a phone. */
const LABELS = 6;
const DAY = 86_400_000;

/** Sign-ins, failed sign-ins and refusals, one column for each hour or day, one on top of the other. */
export function ActivityPlot({ activity: { items, bucket_ms } }: { readonly activity: Schemas['Activity'] }) {
  const { overview } = useMessages();
  const most = Math.max(1, ...items.map((item) => item.sign_ins + item.sign_ins_failed + item.refusals));
  const step = WIDTH / items.length;
  const scale = (HEIGHT - 10) / most;
  const label = (at_ms: number) =>
    new Intl.DateTimeFormat(
      LOCALE,
      bucket_ms === DAY ? { day: 'numeric', month: 'short' } : { hour: '2-digit', minute: '2-digit' },
    ).format(at_ms);
  const every = Math.max(1, Math.ceil(items.length / LABELS));
  return (
    <Paper withBorder p="md">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        width="100%"
        height={HEIGHT}
        role="img"
        aria-label={overview.plot(most)}
      >
        <title>{overview.plot(most)}</title>
        <line className="plot-line" x1="0" x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
        {items.map((item, index) => {
          const x = index * step + step * 0.15;
          const bars = [
            ['bar', item.sign_ins],
            ['bar-failed', item.sign_ins_failed],
            ['bar-refused', item.refusals],
          ] as const;
          let top = HEIGHT;
          return (
            <g key={item.at_ms}>
              <title>
                {overview.bar(label(item.at_ms), item.sign_ins, item.sign_ins_failed, item.refusals)}
              </title>
              {bars.map(([className, count]) => {
                const height = count * scale;
                top -= height;
                return (
                  <rect
                    key={className}
                    className={className}
                    x={x}
                    y={top}
                    width={step * 0.7}
                    height={height}
                  />
                );
              })}
            </g>
          );
        })}
      </svg>
      <div className="plot-labels" aria-hidden="true">
        {items.map(
          (item, index) =>
            index % every === 0 && (
              <span key={item.at_ms} style={{ left: `${(index / items.length) * 100}%` }}>
                {label(item.at_ms)}
              </span>
            ),
        )}
      </div>
      <Group gap="lg" aria-hidden="true">
        <Legend className="bar" name={overview.signIns} />
        <Legend className="bar-failed" name={overview.signInsFailed} />
        <Legend className="bar-refused" name={overview.refusals} />
      </Group>
    </Paper>
  );
}

function Legend({ className, name }: { readonly className: string; readonly name: string }) {
  return (
    <Group gap={6}>
      <svg width="12" height="12" aria-hidden="true">
        <rect className={className} width="12" height="12" />
      </svg>
      <Text size="sm">{name}</Text>
    </Group>
  );
}
