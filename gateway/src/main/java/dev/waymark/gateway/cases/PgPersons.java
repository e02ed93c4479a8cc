package dev.waymark.gateway.cases;

import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.PersonId;
import dev.waymark.gateway.sealing.Cell;
import dev.waymark.gateway.sealing.Reader;
import dev.waymark.gateway.sealing.Scope;
import dev.waymark.gateway.sealing.Sealed;
import dev.waymark.gateway.sealing.Sealing;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Patients and caregivers in PostgreSQL, their details sealed under the key of their case. Thread-safe. */
public final class PgPersons {

    private static final String OF_CASES = """
            select case_id, person, relation, authorized, language, time_zone, sms_consent, sms_hash,
                   email_consent, email_hash, removed_at is not null as removed, details
              from person
             where case_id = any($1)
             order by case_id, relation desc, person
            """;

    private final Sealing sealing;

    public PgPersons(Sealing sealing) {
        this.sealing = sealing;
    }

    /** Everybody who is or was on these cases, the patient first; a case without people is absent. */
    public Future<Map<CaseId, List<Person>>> ofCases(SqlClient client, Collection<CaseId> cases) {
        if (cases.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        UUID[] ids = cases.stream().map(CaseId::value).distinct().toArray(UUID[]::new);
        return client.preparedQuery(OF_CASES).execute(Tuple.of(ids)).map(rows -> {
            Map<CaseId, List<Person>> people = new LinkedHashMap<>();
            rows.forEach(row -> {
                Person person = read(row);
                people.computeIfAbsent(person.caseId(), id -> new ArrayList<>()).add(person);
            });
            return people;
        });
    }

    /** The details of these people, in their order, opened for {@code reader} and audited in this transaction. */
    public Future<List<PersonDetails>> open(SqlClient tx, Reader reader, List<Person> people) {
        if (people.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return sealing.open(tx, reader, people.stream().map(Person::details).toList())
                .map(opened -> opened.stream()
                        .map(plain -> PersonDetails.of(plain.toJsonObject()))
                        .toList());
    }

    static Cell cell(CaseId caseId, PersonId person) {
        return new Cell("person", "details", caseId + "/" + person);
    }

    private static Person read(Row row) {
        CaseId caseId = new CaseId(row.getUUID("case_id"));
        PersonId person = new PersonId(row.getString("person"));
        return new Person(
                caseId,
                person,
                Relation.of(row.getString("relation")),
                row.getBoolean("authorized"),
                row.getString("language"),
                Optional.ofNullable(row.getString("time_zone")).map(ZoneId::of),
                row.getBoolean("sms_consent"),
                Optional.ofNullable(row.getBuffer("sms_hash")),
                row.getBoolean("email_consent"),
                Optional.ofNullable(row.getBuffer("email_hash")),
                row.getBoolean("removed"),
                new Sealed(Scope.of(caseId), cell(caseId, person), row.getBuffer("details")));
    }
}
