/** The newest Sonnet that the SDK lists: the tier made for coding agents at a moderate price. */
export const defaultModel = 'claude-sonnet-5-5';

/** Its cheapest tier: enough to name what code may be called. */
export const defaultSmallModel = 'claude-haiku-5-5';
