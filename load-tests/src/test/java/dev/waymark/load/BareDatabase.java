package dev.waymark.load;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The database of {@link BareServer}: the gateway's own tables, in a database beside the gateway's on the same server.
 * As a program of its own it makes that database, with the cases that events are of.
 *
 * <pre>
 *   BareDatabase DATABASE-PORT CASES MIGRATION…     the password in the environment's PGPASSWORD
 * </pre>
 */
public final class BareDatabase {

    static final String NAME = "bare";

    private static final AtomicLong LAST = new AtomicLong(new Random(0).nextInt(1 << 20));

    /** What the gateway's intake does for events of a case that lists their sender. */
    static final String TAKE = take("""
            select *
              from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::bytea[], $6::text[], $7::timestamptz[],
                          $8::text[], $9::bytea[])
                   with ordinality
                as event (case_id, milestone, partner, event_id, digest, code, occurred_at, reason, content, n)""", "any($1::uuid[])", "$10");

    private BareDatabase() {}

    /** The same for pgbench, whose server makes up {@code rows} events itself. */
    static String script(int rows, int cases) {
        return take("""
                select ('00000000-0000-4000-8000-' || lpad(to_hex((random() * %d)::int), 12, '0'))::uuid as case_id,
                       uuidv7() as milestone, 'load-hub' as partner, gen_random_uuid()::text as event_id,
                       sha256(random()::text::bytea) as digest, 'referral.received' as code,
                       now() - interval '30 days' as occurred_at, 'load-test' as reason,
                       repeat('x', 140)::bytea as content, n
                  from generate_series(1, %d) as n""".formatted(cases - 1, rows), "any(array(select case_id from given))", "now()") + ";\n";
    }

    private static String take(String given, String cases, String now) {
        return """
                with given as materialized (
                %s
                ), located as materialized (
                    select id, partners from care_case where id = %s and enrolled_at is not null order by id for key share
                ), listed as materialized (
                    select given.* from given join located on located.id = given.case_id
                     where given.partner = any(located.partners)
                ), fresh as (
                    insert into event (partner, id, digest, milestone, case_id)
                    select partner, event_id, digest, milestone, case_id from listed order by partner, event_id
                    on conflict do nothing
                    returning milestone
                ), kept as (
                    insert into milestone (case_id, id, partner, event_id, code, occurred_at, effective_at,
                                           received_at, accepted_at, reason, content)
                    select case_id, milestone, partner, event_id, code, occurred_at, least(occurred_at, %s),
                           %s, %s, reason, content
                      from listed where milestone in (select milestone from fresh) order by n
                ), marked as (
                    insert into fanout_due (case_id, milestone, made_at)
                    select case_id, milestone, %s from listed where milestone in (select milestone from fresh) order by n
                )
                select milestone, milestone in (select milestone from fresh) as is_fresh from listed""".formatted(given, cases, now, now, now, now);
    }

    static PgConnectOptions options(int port) {
        return new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setDatabase(NAME)
                .setUser("postgres")
                .setPassword(Objects.requireNonNull(System.getenv("PGPASSWORD"), "PGPASSWORD"));
    }

    /** The id of the case that a {@code subject} names: its number, after the last hyphen. */
    static UUID caseId(String subject) {
        return new UUID(0x4000L, 0x8000000000000000L | Long.parseLong(subject.substring(subject.lastIndexOf('-') + 1)));
    }

    /** As RFC 9562 has UUIDv7: what is made later sorts later. */
    static UUID timeOrdered() {
        long n = LAST.incrementAndGet();
        long time = (System.currentTimeMillis() << 16) | 0x7000L | ((n >>> 20) & 0xfff);
        return new UUID(time, 0x8000000000000000L | ((n & 0xfffff) << 40) | (System.nanoTime() & 0xffffffffffL));
    }

    public static void main(String[] args) throws Exception {
        Vertx vertx = Vertx.vertx();
        int port = Integer.parseInt(args[0]);
        try {
            make(vertx, port, Integer.parseInt(args[1]), List.of(args).subList(2, args.length))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(1, TimeUnit.MINUTES);
        } finally {
            vertx.close();
        }
    }

    private static Future<Void> make(Vertx vertx, int port, int cases, List<String> migrations) {
        return PgConnection.connect(vertx, options(port).setDatabase("postgres"))
                .compose(server -> server.query("create database " + NAME).execute())
                .compose(made -> PgConnection.connect(vertx, options(port)))
                .compose(database -> {
                    Future<?> chain = Future.succeededFuture();
                    for (String migration : migrations) {
                        chain = chain.compose(
                                before -> database.query(text(migration)).execute());
                    }
                    return chain.compose(
                            ready -> database.query("""
                            insert into care_case (id, program, code, enrolled_at, partners, roles)
                            select ('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'load', 'bare-' || n, now(),
                                   '{load-hub,load-pharmacy}', '{hub,specialty_pharmacy}'
                              from generate_series(0, %d) as n""".formatted(cases - 1)).execute());
                })
                .mapEmpty();
    }

    private static String text(String migration) {
        try (InputStream in =
                Objects.requireNonNull(BareDatabase.class.getResourceAsStream("/" + migration), migration)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
