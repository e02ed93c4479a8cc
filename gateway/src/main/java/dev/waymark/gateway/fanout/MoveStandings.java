package dev.waymark.gateway.fanout;

import dev.waymark.gateway.cases.CaseFacts;
import dev.waymark.gateway.cases.PgStandings;
import dev.waymark.gateway.cases.RecordedMilestone;
import dev.waymark.gateway.cases.Standing;
import dev.waymark.gateway.cases.Standing.Waiting;
import dev.waymark.gateway.journey.Calendar;
import dev.waymark.gateway.journey.CaseState;
import dev.waymark.gateway.journey.CaseStatus;
import dev.waymark.gateway.journey.WaitingOn;
import dev.waymark.gateway.model.AlertId;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.Ids;
import dev.waymark.gateway.model.MilestoneCode;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.outbox.NewAlert;
import dev.waymark.gateway.outbox.PgOutbox;
import dev.waymark.gateway.partners.Partner;
import dev.waymark.gateway.tasks.Task;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps how cases stand, and alerts their managers once each time that one becomes at-risk or stalled; not where it stalls as
 * a task of its runs out, which is alerted as that. Whoever calls holds
 * the locks of the cases' rows. Thread-safe.
 */
public final class MoveStandings {

    private final PgOutbox outbox;
    private final PgStandings standings = new PgStandings();
    private final Ids ids;

    public MoveStandings(PgOutbox outbox, Ids ids) {
        this.outbox = outbox;
        this.ids = ids;
    }

    /** What is kept of these cases is as they stand now. */
    public Future<Void> move(SqlClient tx, Collection<Situation> situations) {
        List<Situation> enrolled = situations.stream()
                .filter(situation -> situation.careCase().enrolledAt().isPresent())
                .toList();
        if (enrolled.isEmpty()) {
            return Future.succeededFuture();
        }
        List<CaseId> cases =
                enrolled.stream().map(situation -> situation.careCase().id()).toList();
        return standings.ofCases(tx, cases).compose(before -> move(tx, enrolled, before));
    }

    private Future<Void> move(SqlClient tx, List<Situation> enrolled, Map<CaseId, Standing> before) {
        Map<CaseId, Standing> changed = new HashMap<>();
        List<NewAlert> alerts = new ArrayList<>();
        for (Situation situation : enrolled) {
            CaseId id = situation.careCase().id();
            Optional<Standing> old = Optional.ofNullable(before.get(id));
            CaseState state = state(situation);
            Standing now = standing(situation, state, old);
            if (!old.equals(Optional.of(now))) {
                changed.put(id, now);
            }
            if (old.map(Standing::status).filter(now.status()::equals).isEmpty()) {
                state.waitingOn()
                        .filter(WaitingOn::asked)
                        .filter(on -> now.status() != CaseStatus.STALLED || !isTasksDueTime(situation, on))
                        .flatMap(on -> alert(now))
                        .ifPresent(alerts::add);
            }
        }
        return standings
                .put(tx, List.copyOf(changed.values()), enrolled.get(0).now())
                .compose(put -> alerts.isEmpty() ? Future.succeededFuture() : outbox.put(tx, List.of(), alerts));
    }

    private static CaseState state(Situation situation) {
        return situation
                .timeline()
                .state(
                        situation.now(),
                        CaseFacts.roster(
                                situation.careCase(),
                                situation.tasks(),
                                id -> situation
                                        .partner(id)
                                        .flatMap(Partner::calendar)
                                        .orElse(Calendar.DEFAULT),
                                situation.now()));
    }

    private static Standing standing(Situation situation, CaseState state, Optional<Standing> before) {
        Optional<Task> open = state.waitingOn().flatMap(on -> situation.tasks().stream()
                .filter(Task::isOpen)
                .filter(task -> task.milestone().equals(on.milestone()))
                .reduce((older, newer) -> newer));
        Optional<Instant> heldSince = open.flatMap(Task::heldSince);
        return Standing.of(situation.careCase(), state, heldSince, id -> code(situation, id), before, situation.now());
    }

    private static MilestoneCode code(Situation situation, MilestoneId id) {
        RecordedMilestone milestone = situation.milestones().get(id);
        if (milestone == null) {
            throw new IllegalStateException("case " + situation.careCase().id() + " waits on a milestone not its own");
        }
        return milestone.code();
    }

    /** That a task ran out is one transition, told as {@code task-overdue}: the case stalls with it, and is no news. */
    private static boolean isTasksDueTime(Situation situation, WaitingOn on) {
        return situation.tasks().stream()
                .filter(Task::isOpen)
                .filter(task -> task.milestone().equals(on.milestone()))
                .anyMatch(task -> task.dueAt(situation.now()).equals(on.expectedBy()));
    }

    /** Named by the clock that ran: the same turn with more time, or another's, is another transition. */
    private Optional<NewAlert> alert(Standing standing) {
        CaseStatus status = standing.status();
        if (status != CaseStatus.AT_RISK && status != CaseStatus.STALLED) {
            return Optional.empty();
        }
        return standing.waiting()
                .map(on -> new NewAlert(
                        standing.caseId(),
                        new AlertId(ids.next()),
                        standing.program(),
                        status.wire(),
                        on.code().value(),
                        "warning",
                        Optional.of(on.milestone()),
                        Optional.empty(),
                        status == CaseStatus.STALLED,
                        once(status, on),
                        Optional.empty(),
                        Optional.of(new NewAlert.OfClock(on.partner(), on.expectedBy()))));
    }

    private static String once(CaseStatus status, Waiting on) {
        return status.wire() + "/" + on.milestone() + "/"
                + on.partner().map(Object::toString).orElse(on.role()) + "/"
                + on.expectedBy().toEpochMilli();
    }
}
