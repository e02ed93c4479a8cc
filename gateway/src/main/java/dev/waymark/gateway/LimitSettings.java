package dev.waymark.gateway;

import dev.waymark.gateway.dispatch.TextLimits;

/**
 * What one partner may ask, and what one person is sent.
 *
 * @param requestsPerSecond of a partner in the long run; 0: no limit
 * @param burst of a partner at once
 * @param texts to one number
 */
public record LimitSettings(int requestsPerSecond, int burst, TextLimits texts) {}
