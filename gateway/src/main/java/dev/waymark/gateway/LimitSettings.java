package dev.waymark.gateway;

/** What one partner may ask: {@code requestsPerSecond} in the long run (0: no limit), {@code burst} at once. */
public record LimitSettings(int requestsPerSecond, int burst) {}
