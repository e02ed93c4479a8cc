package dev.waymark.gateway.journey;

import java.util.Set;

/**
 * How one audience is told of a milestone.
 *
 * @param channels those over which it may go; consent, addresses and hours decide further
 * @param template the name of the template, below {@code templates/<audience>/<language>/<channel>/}
 * @param urgent stands out among the others; managers have to acknowledge it
 * @param note whether they are given the sender's words
 */
public record Telling(Set<Via> channels, String template, boolean urgent, boolean note) {

    public Telling {
        channels = Set.copyOf(channels);
    }
}
