package dev.waymark.gateway.responsiveness;

import java.util.Arrays;
import java.util.OptionalLong;

/** How long the answers to due tasks took, in milliseconds; the unanswered ones stand last. Eight bytes an answer. */
final class AnswerTimes {

    private long[] millis = new long[16];
    private int answered;
    private long unanswered;

    void add(long took) {
        if (answered == millis.length) {
            millis = Arrays.copyOf(millis, millis.length * 2);
        }
        millis[answered++] = took;
    }

    void addUnanswered() {
        unanswered++;
    }

    /** By nearest rank: the smallest that at least {@code percent} of all do not exceed; empty if that is none answered. */
    OptionalLong quantile(int percent) {
        long all = answered + unanswered;
        long rank = (all * percent + 99) / 100;
        if (rank == 0 || rank > answered) {
            return OptionalLong.empty();
        }
        Arrays.sort(millis, 0, answered);
        return OptionalLong.of(millis[(int) rank - 1]);
    }
}
