package dev.waymark.gateway.cases;

import dev.waymark.gateway.journey.Journey;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.sealing.Reader;
import dev.waymark.gateway.sealing.Sealing;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A case as one viewer sees it: what the viewer is not to see is not in it, and was not opened.
 *
 * @param contents of each recorded milestone, what this viewer may read of note and attributes
 * @param people who are on the case now; nobody where a partner looks
 */
record SeenCase(
        CaseViewer viewer,
        CaseFacts facts,
        Map<MilestoneId, MilestoneContent> contents,
        Map<Person, PersonDetails> people) {

    /** Opens what a viewer may see. Thread-safe. */
    static final class Opening {

        private final PgMilestones milestones;
        private final PgPersons persons;
        private final Supplier<Journey> journey;

        Opening(Sealing sealing, PgPersons persons, Supplier<Journey> journey) {
            this.milestones = new PgMilestones(sealing);
            this.persons = persons;
            this.journey = journey;
        }

        /** What is opened is audited in this transaction. */
        Future<SeenCase> open(SqlClient tx, Reader reader, CaseViewer viewer, CaseFacts facts) {
            List<RecordedMilestone> readable = facts.recorded().stream()
                    .filter(milestone -> showsNote(viewer, facts, milestone)
                            || MilestoneView.showsAttributes(viewer, milestone.partner()))
                    .toList();
            return milestones
                    .open(tx, reader, readable)
                    .map(opened -> trimmed(viewer, facts, readable, opened))
                    .compose(contents -> people(tx, reader, viewer, facts)
                            .map(people -> new SeenCase(viewer, facts, contents, people)));
        }

        private Map<MilestoneId, MilestoneContent> trimmed(
                CaseViewer viewer,
                CaseFacts facts,
                List<RecordedMilestone> readable,
                Map<MilestoneId, MilestoneContent> opened) {
            Map<MilestoneId, MilestoneContent> seen = new LinkedHashMap<>();
            for (RecordedMilestone milestone : readable) {
                MilestoneContent content = opened.getOrDefault(milestone.id(), MilestoneContent.NONE);
                seen.put(
                        milestone.id(),
                        new MilestoneContent(
                                content.note().filter(note -> showsNote(viewer, facts, milestone)),
                                MilestoneView.showsAttributes(viewer, milestone.partner())
                                        ? content.attributes()
                                        : Map.of()));
            }
            return seen;
        }

        private boolean showsNote(CaseViewer viewer, CaseFacts facts, RecordedMilestone milestone) {
            return MilestoneView.showsNote(
                    viewer, facts.careCase(), journey.get().policy(milestone.code()), facts.askedBy(milestone.id()));
        }

        private Future<Map<Person, PersonDetails>> people(
                SqlClient tx, Reader reader, CaseViewer viewer, CaseFacts facts) {
            if (!viewer.isManager()) {
                return Future.succeededFuture(Map.of());
            }
            return persons.ofCases(tx, List.of(facts.careCase().id())).compose(all -> {
                List<Person> present = all.getOrDefault(facts.careCase().id(), List.of()).stream()
                        .filter(person -> !person.removed())
                        .toList();
                return persons.open(tx, reader, present).map(details -> {
                    Map<Person, PersonDetails> people = new LinkedHashMap<>();
                    for (int i = 0; i < present.size(); i++) {
                        people.put(present.get(i), details.get(i));
                    }
                    return people;
                });
            });
        }
    }
}
