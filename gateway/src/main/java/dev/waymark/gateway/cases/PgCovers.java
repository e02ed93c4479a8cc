package dev.waymark.gateway.cases;

import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.UserName;
import dev.waymark.gateway.pg.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who manages cases of which some are handed over. Stateless; in the transaction given, with the cases' rows locked. */
public final class PgCovers {

    private static final String IN_FORCE = """
            select c.id, coalesce(c.named_managers, c.managers) as named, h.id as handover, h.from_user, h.to_user
              from care_case c
              left join handover h on h.case_id = c.id and h.ended_at is null
             where c.id = any($1)
             order by c.id, h.arrival
            """;

    private static final String WRITE = """
            update care_case c
               set managers = string_to_array(new.managers, ' '),
                   named_managers = case when new.covered then string_to_array(new.named, ' ') end,
                   updated_at = $5
              from unnest($1::uuid[], $2::text[], $3::text[], $4::boolean[]) as new (id, managers, named, covered)
             where c.id = new.id
            """;

    private static final String END = """
            update handover h
               set ended_at = $3
              from unnest($1::uuid[], $2::uuid[]) as over (case_id, id)
             where h.case_id = over.case_id and h.id = over.id and h.ended_at is null
            """;

    /** As a case stands: whom its hub names, and who stands in. */
    private record Standing(List<UserName> named, List<Cover> covers) {}

    /** Has those manage these cases whom the hand-overs in force leave; ends those that have nothing to stand on. */
    public Future<Void> settle(SqlClient tx, Collection<CaseId> cases, Instant now) {
        return inForce(tx, cases).compose(standing -> {
            Map<CaseId, Covered> settled = new LinkedHashMap<>();
            standing.forEach((id, one) -> settled.put(id, Covered.of(one.named(), one.covers())));
            return write(tx, standing, settled, now).compose(written -> end(tx, settled, now));
        });
    }

    /** What becomes of a case whose hub names these from now on; hand-overs that its word overrules are ended. */
    Future<Covered> rename(SqlClient tx, CaseId id, List<UserName> named, Instant now) {
        return inForce(tx, List.of(id)).compose(standing -> {
            Standing before = standing.getOrDefault(id, new Standing(named, List.of()));
            Covered covered = Covered.renamed(before.named(), named, before.covers());
            return end(tx, Map.of(id, covered), now).map(covered);
        });
    }

    private static Future<Map<CaseId, Standing>> inForce(SqlClient tx, Collection<CaseId> cases) {
        if (cases.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        UUID[] ids = cases.stream().map(CaseId::value).distinct().toArray(UUID[]::new);
        return tx.preparedQuery(IN_FORCE).execute(Tuple.of(ids)).map(rows -> {
            Map<CaseId, Standing> found = new LinkedHashMap<>();
            for (Row row : rows) {
                Standing standing = found.computeIfAbsent(
                        new CaseId(row.getUUID("id")), any -> new Standing(named(row), new ArrayList<>()));
                if (row.getUUID("handover") != null) {
                    standing.covers().add(cover(row));
                }
            }
            return found;
        });
    }

    private static List<UserName> named(Row row) {
        return Stream.of(row.getArrayOfStrings("named")).map(UserName::new).toList();
    }

    private static Cover cover(Row row) {
        return new Cover(
                row.getUUID("handover"),
                new UserName(row.getString("from_user")),
                new UserName(row.getString("to_user")));
    }

    private static Future<Void> write(
            SqlClient tx, Map<CaseId, Standing> standing, Map<CaseId, Covered> settled, Instant now) {
        if (settled.isEmpty()) {
            return Future.succeededFuture();
        }
        List<CaseId> ids = List.copyOf(settled.keySet());
        Tuple parameters = Tuple.of(
                        ids.stream().map(CaseId::value).toArray(UUID[]::new),
                        settled.values().stream()
                                .map(one -> words(one.managers()))
                                .toArray(String[]::new),
                        standing.values().stream()
                                .map(one -> words(one.named()))
                                .toArray(String[]::new),
                        settled.values().stream()
                                .map(one -> !one.lasting().isEmpty())
                                .toArray(Boolean[]::new))
                .addOffsetDateTime(Times.of(now));
        return tx.preparedQuery(WRITE).execute(parameters).mapEmpty();
    }

    private static Future<Void> end(SqlClient tx, Map<CaseId, Covered> settled, Instant now) {
        List<UUID> cases = new ArrayList<>();
        List<UUID> handovers = new ArrayList<>();
        settled.forEach((id, covered) -> covered.over().forEach(cover -> {
            cases.add(id.value());
            handovers.add(cover.handover());
        }));
        return cases.isEmpty()
                ? Future.succeededFuture()
                : tx.preparedQuery(END)
                        .execute(Tuple.of(cases.toArray(UUID[]::new), handovers.toArray(UUID[]::new), Times.of(now)))
                        .mapEmpty();
    }

    private static String words(List<UserName> users) {
        return users.stream().map(UserName::value).collect(Collectors.joining(" "));
    }
}
