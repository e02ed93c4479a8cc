package dev.waymark.gateway.intake;

import dev.waymark.gateway.model.CaseRef;
import dev.waymark.gateway.model.EventId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides which waiting events go together. Events of one case, and those of one id, are taken in the order they came
 * in: a round may hold several of a case, but never two of an id, and nothing that is in another round's hands or behind
 * something that had to stay. A correction goes alone. Not thread-safe.
 */
final class Rounds {

    /** How far a round looks for events that may go: what stays behind must not make every round slower. */
    private static final int LOOK_AHEAD = 4;

    private final IntakeSettings settings;
    private final Set<Waiting> queue = new LinkedHashSet<>();
    private final Set<CaseRef> busyCases = new HashSet<>();
    private final Set<EventId> busyIds = new HashSet<>();
    private int queuedWeight;
    private int inFlight;

    Rounds(IntakeSettings settings) {
        this.settings = settings;
    }

    /** Queues all of them, or none where that would be more than may wait. */
    boolean offer(List<Waiting> entries) {
        int weight = entries.stream().mapToInt(entry -> entry.event().weight()).sum();
        if (!queue.isEmpty()
                && (queue.size() + entries.size() > settings.queuedEvents()
                        || queuedWeight + weight > settings.queuedWeight())) {
            return false;
        }
        queue.addAll(entries);
        queuedWeight += weight;
        return true;
    }

    /** The next round, in the order of arrival; empty while nothing may go. It is in flight until {@link #done}. */
    List<Waiting> next() {
        if (inFlight == settings.roundsInFlight() || queue.isEmpty()) {
            return List.of();
        }
        List<Waiting> round = gather();
        if (!round.isEmpty()) {
            inFlight++;
            round.forEach(entry -> {
                busyCases.add(entry.event().subject());
                busyIds.add(entry.event().id());
            });
        }
        return round;
    }

    void done(List<Waiting> round) {
        inFlight--;
        round.forEach(entry -> {
            busyCases.remove(entry.event().subject());
            busyIds.remove(entry.event().id());
        });
    }

    private List<Waiting> gather() {
        List<Waiting> round = new ArrayList<>();
        Set<EventId> ids = new HashSet<>();
        Set<CaseRef> heldCases = new HashSet<>();
        Set<EventId> heldIds = new HashSet<>();
        int weight = 0;
        int looked = 0;
        Iterator<Waiting> entries = queue.iterator();
        while (entries.hasNext()
                && round.size() < settings.roundRows()
                && looked++ < LOOK_AHEAD * settings.roundRows()) {
            Waiting entry = entries.next();
            Event event = entry.event();
            boolean alone = event.corrects().isPresent();
            boolean fits = round.isEmpty() || (!alone && weight + event.weight() <= settings.roundWeight());
            if (!fits
                    || ids.contains(event.id())
                    || busyIds.contains(event.id())
                    || busyCases.contains(event.subject())
                    || heldIds.contains(event.id())
                    || heldCases.contains(event.subject())) {
                heldCases.add(event.subject());
                heldIds.add(event.id());
                continue;
            }
            entries.remove();
            queuedWeight -= event.weight();
            weight += event.weight();
            round.add(entry);
            ids.add(event.id());
            if (alone) {
                break;
            }
        }
        return round;
    }
}
