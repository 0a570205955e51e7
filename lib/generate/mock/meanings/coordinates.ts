import { places } from '../../../brazil/places.ts';
import { stateFacts } from '../../../brazil/state-facts.ts';
import { scale as scaled } from '../../../model/keyed-random.ts';
import { columnOf, numberColumn } from '../content/columns.ts';
import { unitText } from '../content/units.ts';
import type { RowSet } from '../rows/row-set.ts';
import type { Context, Meaning } from './meaning.ts';

/** Millionths of a degree within which a home is from the capital of its state. */
const NEAR_CAPITAL = 30_000;

/** What is known of the state of each place. */
const capitals = places.map(({ state }) => stateFacts[state.uf]);

/** Where people live, in degrees. */
export const coordinateMeanings: readonly Meaning[] = [
  {
    name: 'latitude',
    about: 'latitude near the capital of the state',
    said: { 5: 'latitude, lat' },
    subject: 'person',
    contents: (context) => [degrees(context, 'latitude')],
  },
  {
    name: 'longitude',
    about: 'longitude near the capital of the state',
    said: { 5: 'longitude, lng, lon, long' },
    subject: 'person',
    contents: (context) => [degrees(context, 'longitude')],
  },
  {
    name: 'point',
    about: 'the same as a point in WKT',
    said: { 4: 'geom, geo, location, localizacao, point, coordinates, coordenadas, geography' },
    subject: 'person',
    contents: (context) => {
      if (context.field.type !== 'geography') return [];
      const [latitudes, longitudes] = [degrees(context, 'latitude'), degrees(context, 'longitude')];
      return [
        {
          kind: 'other',
          types: ['geography'],
          make: (rows) => {
            const north = latitudes.make(rows);
            return columnOf(longitudes.make(rows), (east, row) => {
              return `POINT(${unitText(east, 6)} ${unitText(north[row] as number, 6)})`;
            });
          },
        },
      ];
    },
  },
];

function degrees({ person }: Context, axis: 'latitude' | 'longitude') {
  const draws = person.draws(axis);
  return {
    kind: 'number',
    scale: 6,
    least: axis === 'latitude' ? -90_000_000 : -180_000_000,
    most: axis === 'latitude' ? 90_000_000 : 180_000_000,
    make: (rows: RowSet) => {
      const cities = person.home.places(rows);
      return numberColumn(draws.uint32s(rows), (number, row) => {
        const capital = capitals[cities[row] as number]?.[axis] ?? 0;
        return capital * 10_000 + scaled(number, 2 * NEAR_CAPITAL + 1) - NEAR_CAPITAL;
      });
    },
  } as const;
}
