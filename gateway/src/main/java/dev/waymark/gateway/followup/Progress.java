package dev.waymark.gateway.followup;

import java.time.Duration;

/**
 * How far the follow-up of a task has come, along its clock: time on hold moves neither.
 *
 * @param done up to where its steps are taken
 * @param round how often its steps began again
 * @param from where along the clock this round began; zero for the first
 */
record Progress(Duration done, int round, Duration from) {

    static final Progress NONE = new Progress(Duration.ZERO, 0, Duration.ZERO);

    Progress upTo(Duration passed) {
        return passed.compareTo(done) > 0 ? new Progress(passed, round, from) : this;
    }

    Progress again(Duration beginning) {
        return new Progress(beginning, round + 1, beginning);
    }
}
