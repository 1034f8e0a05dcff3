/** The middle value; of an even count the mean of the two in the middle. NaN of nothing. */
export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** A number with three significant digits, which is more than any of these measurements is worth. */
export function rounded(value: number): number {
	return Number(value.toPrecision(3));
}

/** How far the straight line of least squares explains the points: 1 if they lie on it, 0 if it says nothing. */
export function linearity(points: ReadonlyArray<{ x: number; y: number }>): number {
	const mean = (pick: (point: { x: number; y: number }) => number) =>
		points.reduce((sum, point) => sum + pick(point), 0) / points.length;
	const [meanX, meanY] = [mean(({ x }) => x), mean(({ y }) => y)];
	const sum = (pick: (point: { x: number; y: number }) => number) => points.reduce((total, point) => total + pick(point), 0);
	const covariance = sum(({ x, y }) => (x - meanX) * (y - meanY));
	const spread = sum(({ x }) => (x - meanX) ** 2) * sum(({ y }) => (y - meanY) ** 2);
	return spread === 0 ? 0 : covariance ** 2 / spread;
}
