package dev.waymark.gateway.fanout;

import dev.waymark.gateway.cases.Bounces;
import dev.waymark.gateway.cases.CareCase;
import dev.waymark.gateway.cases.Listed;
import dev.waymark.gateway.cases.OptOuts;
import dev.waymark.gateway.cases.Person;
import dev.waymark.gateway.cases.PgCases;
import dev.waymark.gateway.cases.PgMilestones;
import dev.waymark.gateway.cases.PgPersons;
import dev.waymark.gateway.cases.Program;
import dev.waymark.gateway.cases.Programs;
import dev.waymark.gateway.cases.RecordedMilestone;
import dev.waymark.gateway.journey.Journey;
import dev.waymark.gateway.journey.Timeline;
import dev.waymark.gateway.messages.PgMessages;
import dev.waymark.gateway.messages.PostedMessage;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.Recipient;
import dev.waymark.gateway.partners.Partner;
import dev.waymark.gateway.partners.PartnerDirectory;
import dev.waymark.gateway.tasks.PgTasks;
import dev.waymark.gateway.tasks.Task;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads how cases stand, many at once: one statement a table, whatever the number of cases. Thread-safe. */
public final class ReadSituations {

    private final PgCases cases;
    private final PgMilestones milestones;
    private final PgMessages messages;
    private final PgTasks tasks;
    private final PgPersons persons;
    private final OptOuts optOuts;
    private final Bounces bounces = new Bounces();
    private final PartnerDirectory partners;
    private final Programs programs;
    private final Supplier<Journey> journey;
    private final Function<Program, Optional<String>> textProvider;
    private final Clocks clocks;

    /** @param textProvider who carries a program's texts; empty: texts are not configured */
    public ReadSituations(
            PgCases cases,
            PgMilestones milestones,
            PgMessages messages,
            PgTasks tasks,
            PgPersons persons,
            OptOuts optOuts,
            PartnerDirectory partners,
            Programs programs,
            Supplier<Journey> journey,
            Function<Program, Optional<String>> textProvider,
            Clocks clocks) {
        this.cases = cases;
        this.milestones = milestones;
        this.messages = messages;
        this.tasks = tasks;
        this.persons = persons;
        this.optOuts = optOuts;
        this.partners = partners;
        this.programs = programs;
        this.journey = journey;
        this.textProvider = textProvider;
        this.clocks = clocks;
    }

    /** With the cases' rows locked until the transaction ends: of two plans for a case the second sees the first. */
    Future<Map<CaseId, Situation>> locked(SqlClient tx, Collection<CaseId> ids) {
        return cases.lockForPlan(tx, ids).compose(locked -> read(tx, locked));
    }

    /** The same of those whose rows nobody else has locked; the others are absent. */
    public Future<Map<CaseId, Situation>> lockedIfFree(SqlClient tx, Collection<CaseId> ids) {
        return cases.lockFreeForPlan(tx, ids).compose(locked -> read(tx, locked));
    }

    /** As they stand now, for looking again before something goes out. */
    public Future<Map<CaseId, Situation>> now(SqlClient client, Collection<CaseId> ids) {
        return cases.byIds(client, ids).compose(found -> read(client, found));
    }

    private Future<Map<CaseId, Situation>> read(SqlClient client, Map<CaseId, CareCase> found) {
        Set<CaseId> ids = found.keySet();
        Future<Map<CaseId, List<RecordedMilestone>>> timelines = milestones.ofCases(client, ids);
        Future<Map<CaseId, List<PostedMessage>>> written = messages.ofCases(client, ids);
        Future<Map<CaseId, List<Task>>> asked = tasks.ofCases(client, ids);
        Future<Map<CaseId, List<Person>>> people = persons.ofCases(client, ids);
        Future<Set<Buffer>> out = people.compose(all -> optOuts.isOut(client, addresses(all)));
        Map<Recipient.OfContact, Buffer> contacts = contacts(found.values());
        Future<Set<Buffer>> bounced = people.compose(all -> {
            Set<Buffer> addresses = addresses(all);
            addresses.addAll(contacts.values());
            return bounces.among(client, addresses);
        });
        return Future.all(timelines, written, asked, out, bounced).map(all -> {
            Map<CaseId, Situation> situations = new HashMap<>();
            found.forEach((id, careCase) -> situations.put(
                    id,
                    situation(
                            careCase,
                            timelines.result().getOrDefault(id, List.of()),
                            written.result().getOrDefault(id, List.of()),
                            asked.result().getOrDefault(id, List.of()),
                            people.result().getOrDefault(id, List.of()),
                            out.result(),
                            bounced.result(),
                            contacts)));
            return situations;
        });
    }

    /** The mail addresses of all contacts of partners on these cases, by keyed hash. */
    private Map<Recipient.OfContact, Buffer> contacts(Collection<CareCase> found) {
        Map<Recipient.OfContact, Buffer> contacts = new HashMap<>();
        found.stream()
                .flatMap(careCase -> careCase.partners().stream())
                .map(Listed::partner)
                .distinct()
                .flatMap(id -> partners.find(id).stream())
                .forEach(partner -> {
                    for (int position = 0; position < partner.contacts().size(); position++) {
                        Recipient.OfContact contact = new Recipient.OfContact(partner.id(), position);
                        partner.contacts()
                                .get(position)
                                .email()
                                .ifPresent(address -> contacts.put(contact, persons.emailHash(address)));
                    }
                });
        return contacts;
    }

    private static Set<Buffer> addresses(Map<CaseId, List<Person>> people) {
        Set<Buffer> addresses = new HashSet<>();
        people.values().stream()
                .flatMap(List::stream)
                .flatMap(person -> Stream.of(person.smsHash(), person.emailHash()))
                .forEach(hash -> hash.ifPresent(addresses::add));
        return addresses;
    }

    private Situation situation(
            CareCase careCase,
            List<RecordedMilestone> recorded,
            List<PostedMessage> written,
            List<Task> asked,
            List<Person> people,
            Set<Buffer> optedOut,
            Set<Buffer> bounced,
            Map<Recipient.OfContact, Buffer> contacts) {
        Map<MilestoneId, RecordedMilestone> byId = new HashMap<>();
        recorded.forEach(milestone -> byId.put(milestone.id(), milestone));
        Map<PartnerId, Partner> listed = new HashMap<>();
        careCase.partners()
                .forEach(one -> partners.find(one.partner()).ifPresent(partner -> listed.put(partner.id(), partner)));
        Journey current = journey.get();
        Program program = programs.find(careCase.ref().program());
        return new Situation(
                careCase,
                current,
                Timeline.of(
                        current, recorded.stream().map(RecordedMilestone::entry).toList()),
                byId,
                written.stream()
                        .collect(Collectors.toMap(message -> message.id().subject(), Function.identity())),
                asked,
                people,
                optedOut,
                bounced,
                contacts.entrySet().stream()
                        .filter(contact -> bounced.contains(contact.getValue()))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()),
                program,
                listed,
                textProvider.apply(program),
                clocks.business());
    }
}
