package dev.waymark.gateway.cases;

import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.model.UserName;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that one caller may see, as a statement can ask it. {@link CaseAccess} makes it, by the same rules by which it
 * judges one case; {@link #SQL} over a {@code care_case} named {@code c} takes {@link #addTo}'s parameters from $1 on.
 *
 * @param partner sees the cases that list it; then the others are empty
 * @param manager sees the cases of {@code programs} that list them
 * @param supervised sees every case of these
 */
public record CaseScope(
        Optional<PartnerId> partner, Optional<UserName> manager, Set<ProgramId> programs, Set<ProgramId> supervised) {

    /** The condition; a constant, so that statements stay constants. */
    public static final String SQL = """
            c.enrolled_at is not null
            and (c.partners @> $1::text[]
                 or (c.managers @> $2::text[] and c.program = any($3::text[]))
                 or c.program = any($4::text[]))
            """;

    /** The same, and of cases that nobody enrolled yet: their alerts are for the program's supervisors. */
    public static final String SQL_OF_ALERTS =
            "((" + SQL + ") or (c.enrolled_at is null and c.program = any($4::text[])))\n";

    // What no row can hold: "contains an empty array" would be true of every row.
    private static final String NOBODY = "\u007f";

    public CaseScope {
        programs = Set.copyOf(programs);
        supervised = Set.copyOf(supervised);
    }

    /** Adds the four parameters of {@link #SQL}. */
    public Tuple addTo(Tuple tuple) {
        return tuple.addArrayOfString(
                        new String[] {partner.map(PartnerId::value).orElse(NOBODY)})
                .addArrayOfString(new String[] {manager.map(UserName::value).orElse(NOBODY)})
                .addArrayOfString(words(programs))
                .addArrayOfString(words(supervised));
    }

    private static String[] words(Set<ProgramId> programs) {
        return List.copyOf(programs).stream().map(ProgramId::value).toArray(String[]::new);
    }
}
