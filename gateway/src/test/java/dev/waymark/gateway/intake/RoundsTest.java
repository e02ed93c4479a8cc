package dev.waymark.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.model.CaseRef;
import dev.waymark.gateway.model.EventId;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RoundsTest {

    private static final IntakeSettings SMALL =
            new IntakeSettings(5, 8_000, 3, 50, 100_000, Duration.ofSeconds(1), 10, Duration.ofDays(1));

    private static final Map<String, Event> READ = new HashMap<>();

    /** Whatever comes in and in whatever order rounds end. */
    @Property(tries = 300)
    void events_of_one_case_or_one_id_are_taken_once_each_in_their_order(@ForAll Random random) {
        Rounds rounds = new Rounds(SMALL);
        List<Waiting> arrived = new ArrayList<>();
        List<Waiting> taken = new ArrayList<>();
        List<List<Waiting>> inFlight = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            if (random.nextInt(3) > 0) {
                List<Waiting> entries = entries(random);
                if (rounds.offer(entries)) {
                    arrived.addAll(entries);
                }
            } else if (!inFlight.isEmpty()) {
                rounds.done(inFlight.remove(random.nextInt(inFlight.size())));
            }
            start(rounds, inFlight, taken);
        }
        while (!inFlight.isEmpty()) {
            rounds.done(inFlight.remove(random.nextInt(inFlight.size())));
            start(rounds, inFlight, taken);
        }

        assertThat(taken).containsExactlyInAnyOrderElementsOf(arrived);
        assertThat(byCase(taken)).isEqualTo(byCase(arrived));
        assertThat(byId(taken)).isEqualTo(byId(arrived));
    }

    @Example
    void more_than_may_wait_is_not_queued_at_all() {
        Rounds rounds = new Rounds(SMALL);
        List<Waiting> fifty = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            fifty.addAll(waiting(List.of(event(i, i, false))));
        }
        assertThat(rounds.offer(fifty)).isTrue();
        assertThat(rounds.offer(waiting(List.of(event(51, 51, false))))).isFalse();
        assertThat(rounds.next()).hasSize(5);
        assertThat(rounds.offer(waiting(List.of(event(51, 51, false))))).isTrue();
    }

    private static void start(Rounds rounds, List<List<Waiting>> inFlight, List<Waiting> taken) {
        for (List<Waiting> round = rounds.next(); !round.isEmpty(); round = rounds.next()) {
            assertThat(round).hasSizeLessThanOrEqualTo(SMALL.roundRows());
            assertThat(round.stream().map(entry -> entry.event().id())).doesNotHaveDuplicates();
            if (round.stream().anyMatch(entry -> entry.event().corrects().isPresent())) {
                assertThat(round).hasSize(1);
            }
            Set<CaseRef> cases = new HashSet<>(
                    round.stream().map(entry -> entry.event().subject()).toList());
            inFlight.forEach(other -> other.forEach(
                    entry -> assertThat(cases).doesNotContain(entry.event().subject())));
            inFlight.add(round);
            taken.addAll(round);
        }
        assertThat(inFlight).hasSizeLessThanOrEqualTo(SMALL.roundsInFlight());
    }

    private static List<Waiting> entries(Random random) {
        List<Event> events = new ArrayList<>();
        for (int i = random.nextInt(8); i >= 0; i--) {
            events.add(event(random.nextInt(30), random.nextInt(6), random.nextInt(6) == 0));
        }
        return waiting(events);
    }

    private static List<Waiting> waiting(List<Event> events) {
        return new Waiting.Request(events.size()).entries(events);
    }

    private static Event event(int id, int code, boolean correction) {
        return READ.computeIfAbsent(id + "/" + code + "/" + correction, unread -> read(id, code, correction));
    }

    private static Event read(int id, int code, boolean correction) {
        JsonObject json = Events.json(Events.HUB, "evt-" + id, "orphan-x/C-" + code);
        return Events.read(Events.HUB, correction ? json.put("correctionof", "evt-0") : json);
    }

    private static Map<CaseRef, List<Waiting>> byCase(List<Waiting> entries) {
        Map<CaseRef, List<Waiting>> lanes = new HashMap<>();
        entries.forEach(entry -> lanes.computeIfAbsent(entry.event().subject(), unseen -> new ArrayList<>())
                .add(entry));
        return lanes;
    }

    private static Map<EventId, List<Waiting>> byId(List<Waiting> entries) {
        Map<EventId, List<Waiting>> lanes = new HashMap<>();
        entries.forEach(entry -> lanes.computeIfAbsent(entry.event().id(), unseen -> new ArrayList<>())
                .add(entry));
        return lanes;
    }
}
