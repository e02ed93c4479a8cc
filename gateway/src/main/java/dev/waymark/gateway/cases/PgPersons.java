package dev.waymark.gateway.cases;

import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.PersonId;
import dev.waymark.gateway.partners.MailAddresses;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.sealing.Cell;
import dev.waymark.gateway.sealing.DataKey;
import dev.waymark.gateway.sealing.Reader;
import dev.waymark.gateway.sealing.Scope;
import dev.waymark.gateway.sealing.Sealed;
import dev.waymark.gateway.sealing.Sealing;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Patients and caregivers in PostgreSQL, their details sealed under the key of their case. Thread-safe. */
public final class PgPersons {

    private static final String OF_CASES = """
            select case_id, person, relation, authorized, language, time_zone, sms_consent, sms_hash,
                   email_consent, email_hash, removed_at is not null as removed, details
              from person
             where case_id = any($1)
             order by case_id, relation desc, person
            """;

    private static final String WRITE = """
            insert into person (case_id, person, relation, authorized, language, time_zone,
                                sms_consent, sms_hash, email_consent, email_hash, details, removed_at)
            select $1, given.*, null
              from unnest($2::text[], $3::text[], $4::boolean[], $5::text[], $6::text[],
                          $7::boolean[], $8::bytea[], $9::boolean[], $10::bytea[], $11::bytea[]) as given
            on conflict (case_id, person) do update
               set relation = excluded.relation, authorized = excluded.authorized, language = excluded.language,
                   time_zone = excluded.time_zone, sms_consent = excluded.sms_consent, sms_hash = excluded.sms_hash,
                   email_consent = excluded.email_consent, email_hash = excluded.email_hash,
                   details = excluded.details, removed_at = null
            """;

    private static final String REMOVE_OTHERS = """
            update person set removed_at = $3
             where case_id = $1 and person <> all($2::text[]) and removed_at is null
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

    /** Puts these people on the case, in place of whoever was; gives how many were taken off it. */
    Future<Integer> replace(SqlClient tx, CaseId caseId, List<Enrolment.Enrolled> people, Instant now) {
        Scope scope = Scope.of(caseId);
        return sealing.keys(tx, List.of(scope))
                .compose(keys -> write(tx, caseId, people, Objects.requireNonNull(keys.get(scope))))
                .compose(written -> tx.preparedQuery(REMOVE_OTHERS)
                        .execute(Tuple.of(
                                caseId.value(), column(people, one -> one.id().value(), String[]::new), Times.of(now))))
                .map(SqlResult::rowCount);
    }

    private Future<Void> write(SqlClient tx, CaseId caseId, List<Enrolment.Enrolled> people, DataKey key) {
        if (people.isEmpty()) {
            return Future.succeededFuture();
        }
        Tuple columns = Tuple.of(caseId.value())
                .addValue(column(people, one -> one.id().value(), String[]::new))
                .addValue(column(people, one -> one.relation().wire(), String[]::new))
                .addValue(column(people, Enrolment.Enrolled::authorized, Boolean[]::new))
                .addValue(column(people, Enrolment.Enrolled::language, String[]::new))
                .addValue(
                        column(people, one -> one.timeZone().map(ZoneId::getId).orElse(null), String[]::new))
                .addValue(column(people, Enrolment.Enrolled::smsConsent, Boolean[]::new))
                .addValue(column(
                        people, one -> one.details().sms().map(this::smsHash).orElse(null), Buffer[]::new))
                .addValue(column(people, Enrolment.Enrolled::emailConsent, Boolean[]::new))
                .addValue(column(
                        people,
                        one -> one.details().email().map(this::emailHash).orElse(null),
                        Buffer[]::new))
                .addValue(column(
                        people,
                        one -> sealing.seal(
                                key,
                                cell(caseId, one.id()),
                                one.details().toJson().toBuffer()),
                        Buffer[]::new));
        return tx.preparedQuery(WRITE).execute(columns).mapEmpty();
    }

    /** The hash by which a number is found; opt-outs belong to it. */
    public Buffer smsHash(String number) {
        return sealing.keyedHash("sms", Buffer.buffer(number));
    }

    /** The hash by which a mail address is found, however it is capitalised; opt-outs belong to it. */
    public Buffer emailHash(String address) {
        return sealing.keyedHash("email", Buffer.buffer(MailAddresses.normal(address)));
    }

    private static <T, C> C[] column(List<T> rows, Function<T, @Nullable C> cell, IntFunction<C[]> array) {
        return rows.stream().map(cell).toArray(array);
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
