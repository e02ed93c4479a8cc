package dev.waymark.gateway.cases;

import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.model.CaseRef;
import dev.waymark.gateway.model.ProgramId;
import io.vertx.ext.web.RoutingContext;

/** The case that a request's path names by {@code :program} and {@code :case}. Pure. */
public final class CasePath {

    private CasePath() {}

    /** Throws {@code 404}: a word that can be no name is of no case. */
    public static CaseRef of(RoutingContext context) {
        String program = context.pathParam("program");
        String code = context.pathParam("case");
        if (!ProgramId.isValid(program) || !CaseRef.isValidCode(code)) {
            throw Problem.notFound();
        }
        return new CaseRef(new ProgramId(program), code);
    }
}
