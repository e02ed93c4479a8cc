package dev.waymark.gateway.journey;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One step of a task's follow-up: when, what, whom, over what.
 *
 * @param escalates whether it goes beyond a reminder
 * @param via how a partner is told: its system, its contact by mail, or both
 * @param times how often; the first time counts
 * @param every the time between; nothing where it does not repeat
 */
public record FollowUpStep(When when, boolean escalates, List<Whom> whom, Set<Via> via, int times, Span every) {

    public FollowUpStep {
        whom = List.copyOf(whom);
        via = Set.copyOf(via);
    }

    /** How far along its clock each time is due, on a clock that is {@code whole} long; not above 0 where never. */
    public Stream<Duration> due(Duration whole, Pace pace) {
        Duration first = when.due(whole, pace);
        Duration between = every.on(pace);
        return Stream.iterate(0, n -> n + 1).limit(times).map(n -> first.plus(between.multipliedBy(n)));
    }

    /** A time such as {@code 4h} or {@code 1d}, in the pace of a clock. */
    public record Span(Duration time, int days) {
        public static final Span NONE = new Span(Duration.ZERO, 0);

        /** Reads {@code 30m}, {@code 4h}, {@code 1d}; throws {@link IllegalArgumentException} that says what to write. */
        public static Span of(String text) {
            if (!text.matches("[1-9][0-9]{0,3}[mhd]")) {
                throw new IllegalArgumentException("must be a time, such as 30m, 4h or 1d");
            }
            int amount = Integer.parseInt(text.substring(0, text.length() - 1));
            return switch (text.charAt(text.length() - 1)) {
                case 'm' -> new Span(Duration.ofMinutes(amount), 0);
                case 'h' -> new Span(Duration.ofHours(amount), 0);
                default -> new Span(Duration.ZERO, amount);
            };
        }

        Duration on(Pace pace) {
            return time.plus(pace.day().multipliedBy(days));
        }
    }

    /** A moment of a clock. */
    public sealed interface When {

        Duration due(Duration whole, Pace pace);

        /** When so much of it is gone, in percent. */
        record Share(int percent) implements When {
            @Override
            public Duration due(Duration whole, Pace pace) {
                return whole.multipliedBy(percent).dividedBy(100);
            }

            /** Reads {@code 50%}; throws {@link IllegalArgumentException} that says what to write. */
            public static Share of(String text) {
                if (!text.matches("[1-9][0-9]{0,2}%")) {
                    throw new IllegalArgumentException("must be a share of the clock, such as 50%");
                }
                return new Share(Integer.parseInt(text.substring(0, text.length() - 1)));
            }
        }

        /** So long before it runs out. */
        record Before(Span span) implements When {
            @Override
            public Duration due(Duration whole, Pace pace) {
                return whole.minus(span.on(pace));
            }
        }

        /** So long after it ran out. */
        record After(Span span) implements When {
            @Override
            public Duration due(Duration whole, Pace pace) {
                return whole.plus(span.on(pace));
            }
        }
    }
}
