package dev.waymark.gateway.dispatch;

import dev.waymark.gateway.model.ChannelKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait after an attempt that did not succeed (protocol, section 6; mail and texts as their sections say).
 * Pure: jitter comes from the generator given. Jitter and {@code Retry-After} only ever put an attempt later.
 */
final class RetrySchedule {

    private static final Duration MOST_RETRY_AFTER = Duration.ofHours(24);

    private static final double JITTER = 0.2;

    private static final List<Duration> WEBHOOK = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    /** The webhook schedule as far as it ends within 24 h of the first attempt. */
    private static final List<Duration> EMAIL = WEBHOOK.subList(0, 7);

    private static final List<Duration> SMS =
            List.of(Duration.ofSeconds(15), Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30));

    /** Of a webhook that answers with a refusal there is little hope: three times more. */
    private static final List<Duration> REFUSED =
            List.of(Duration.ofSeconds(5), Duration.ofHours(1), Duration.ofHours(1));

    private RetrySchedule() {}

    /** The wait after the {@code deferrals}-th attempt that was put off; empty: that was the last. */
    static Optional<Duration> afterDeferral(
            ChannelKind channel, int deferrals, Optional<Duration> retryAfter, RandomGenerator random) {
        return wait(schedule(channel), deferrals, random).map(wait -> later(wait, retryAfter));
    }

    /** The wait after the {@code refusals}-th attempt that was refused; empty: that was the last. */
    static Optional<Duration> afterRefusal(
            ChannelKind channel, int refusals, Optional<Duration> retryAfter, RandomGenerator random) {
        return channel == ChannelKind.WEBHOOK
                ? wait(REFUSED, refusals, random).map(wait -> later(wait, retryAfter))
                : Optional.empty();
    }

    /** What the far side asked for, where that is later, and no later than a day. */
    private static Duration later(Duration wait, Optional<Duration> retryAfter) {
        return retryAfter
                .map(RetrySchedule::atMostADay)
                .filter(asked -> asked.compareTo(wait) > 0)
                .orElse(wait);
    }

    static Duration atMostADay(Duration asked) {
        return asked.compareTo(MOST_RETRY_AFTER) > 0 ? MOST_RETRY_AFTER : asked;
    }

    private static Optional<Duration> wait(List<Duration> schedule, int attempt, RandomGenerator random) {
        if (attempt > schedule.size()) {
            return Optional.empty();
        }
        Duration wait = schedule.get(attempt - 1);
        return Optional.of(wait.plusMillis((long) (wait.toMillis() * JITTER * random.nextDouble())));
    }

    private static List<Duration> schedule(ChannelKind channel) {
        return switch (channel) {
            case WEBHOOK -> WEBHOOK;
            case EMAIL -> EMAIL;
            case SMS -> SMS;
            case INBOX -> throw new IllegalArgumentException("an inbox is not sent to");
        };
    }
}
