import { describe, expect, it } from 'vitest';
import { endOfWait } from '../../../nodes/YabandPay/waiting/limit.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');

const end = (values: Record<string, string>, orderMinutes = 0, timeZone = 'Europe/Amsterdam'): string =>
	endOfWait(values, { orderMinutes, timeZone, now: NOW }).toISOString();

const until = (limit_date: string, timeZone?: string): string => end({ limit: 'date', limit_date }, 0, timeZone);

describe('when the payment expires', () => {
	it.each([
		[30, '2026-11-22T12:30:00.000Z'],
		[1440, '2026-11-23T12:00:00.000Z'],
		[100_000, '2026-11-23T12:00:00.000Z'],
		[0, '2026-11-23T12:00:00.000Z'],
		[NaN, '2026-11-23T12:00:00.000Z'],
		[-5, '2026-11-23T12:00:00.000Z'],
	])('an order of %s minutes', (minutes, expected) => {
		expect(end({ limit: 'orderTimeout' }, minutes)).toBe(expected);
	});
});

describe('after a time', () => {
	it('so many minutes, whatever the order\'s timeout', () => {
		expect(end({ limit: 'interval', limit_minutes: '90' }, 30)).toBe('2026-11-22T13:30:00.000Z');
	});
});

describe('at a date', () => {
	it.each([
		['a moment with its zone', '2026-11-23T09:00:00+09:00', 'Europe/Amsterdam', '2026-11-23T00:00:00.000Z'],
		['a moment in UTC', '2026-11-23T09:00:00.000Z', 'Asia/Tokyo', '2026-11-23T09:00:00.000Z'],
		['winter', '2026-12-01T09:00:00', 'Europe/Amsterdam', '2026-12-01T08:00:00.000Z'],
		['summer', '2027-07-01T09:00:00', 'Europe/Amsterdam', '2027-07-01T07:00:00.000Z'],
		['with a space, without seconds', '2026-12-01 09:00', 'Europe/Amsterdam', '2026-12-01T08:00:00.000Z'],
		['with milliseconds', '2026-12-01T09:00:00.250', 'Europe/Amsterdam', '2026-12-01T08:00:00.250Z'],
		['a day: its beginning', '2026-12-01', 'America/New_York', '2026-12-01T05:00:00.000Z'],
		['the hour after clocks went forward', '2027-03-28T03:30:00', 'Europe/Amsterdam', '2027-03-28T01:30:00.000Z'],
		['the hour before', '2027-03-28T01:30:00', 'Europe/Amsterdam', '2027-03-28T00:30:00.000Z'],
		['the hour after clocks went back', '2027-10-31T03:30:00', 'Europe/Amsterdam', '2027-10-31T02:30:00.000Z'],
		['half an hour off', '2026-12-01T09:00:00', 'Asia/Kolkata', '2026-12-01T03:30:00.000Z'],
	])('%s', (_what, date, zone, expected) => {
		expect(until(date, zone)).toBe(expected);
	});

	it.each(['', 'soon', '2026-13-01T00:00:00', '2026-12-01T25:00'])('no date: "%s"', (date) => {
		expect(() => until(date)).toThrow(/missing or no date/);
	});

	it.each(['2026-11-22T12:00:00Z', '2026-11-22T12:59:59', '2020-01-01'])('over: %s', (date) => {
		expect(() => until(date)).toThrow(/over already/);
	});
});
