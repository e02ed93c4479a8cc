package dev.waymark.gateway.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the screen shows. */
record Summary(
        Instant asOf,
        long cases,
        long milestones,
        Map<String, Map<String, Long>> messages,
        long tasks,
        long answered,
        long open,
        long overdue,
        Trouble trouble,
        List<Rate> rates,
        Map<String, Integer> mishaps) {

    /**
     * How the endpoint that misbehaves is coped with.
     *
     * @param attempts by their code, such as {@code http-500}
     * @param waiting messages that are tried again
     * @param answered tasks that its people answered all the same, by the link in their mail or by what they reported
     */
    record Trouble(Map<String, Long> attempts, long waiting, long answered, long tasks) {}

    /** A partner's line of the measure; {@code rate} is empty text while nothing is due. */
    record Rate(String partner, long due, long within, String rate) {}
}
