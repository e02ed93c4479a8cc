package dev.waymark.gateway.cases;

import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Callers;
import dev.waymark.gateway.http.Fields;
import dev.waymark.gateway.http.JsonBody;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.model.CaseRef;
import dev.waymark.gateway.model.Ids;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.partners.Partner;
import dev.waymark.gateway.partners.PartnerDirectory;
import dev.waymark.gateway.signing.RememberedAnswers;
import dev.waymark.gateway.signing.RememberedAnswers.Answer;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;

/**
 * {@code PUT /v1/programs/{program}/cases/{case}} (protocol, section 4): a hub or manufacturer enrols a case, or replaces
 * what it said of it. Thread-safe.
 */
public final class EnrolHandler {

    private final RememberedAnswers answers;
    private final PartnerDirectory partners;
    private final Programs programs;
    private final EnrolmentReader reader;
    private final Enrol enrol;
    private final Clocks clocks;
    private final Runnable wakeFanout;

    /** @param wakeFanout called once a change is durable, as a hint: fan-out looks for itself too */
    public EnrolHandler(
            RememberedAnswers answers,
            PartnerDirectory partners,
            ProgramUsers users,
            Programs programs,
            PgPersons persons,
            Ids ids,
            Clocks clocks,
            Runnable wakeFanout) {
        this.answers = answers;
        this.partners = partners;
        this.programs = programs;
        this.reader = new EnrolmentReader(partners, users);
        this.enrol = new Enrol(persons, ids);
        this.clocks = clocks;
        this.wakeFanout = wakeFanout;
    }

    public void mount(Router router, Authentication auth) {
        router.put("/v1/programs/:program/cases/:case").handler(auth.signed()).handler(this::put);
    }

    private void put(RoutingContext context) {
        answers.answer(context, tx -> put(tx, context)).onSuccess(durable -> wakeFanout.run());
    }

    private Future<Answer> put(SqlClient tx, RoutingContext context) {
        Fields body = Fields.of(JsonBody.tree(context, "application/json"), "");
        PartnerId signer = Callers.partner(context).partner();
        ProgramId program = programOf(signer, context.pathParam("program"));
        if (!CaseRef.isValidCode(context.pathParam("case"))) {
            throw Problem.notFound();
        }
        CaseRef ref = new CaseRef(program, context.pathParam("case"));
        Instant now = clocks.business();
        Enrolment enrolment = reader.read(body, signer, programs.find(program), now);
        if (!body.done().faults().isEmpty()) {
            return enrol.checkMayPut(tx, ref, signer).map(allowed -> {
                throw Problem.invalid(body.faults());
            });
        }
        return enrol.put(tx, ref, signer, enrolment, now)
                .map(done -> new Answer(done.created() ? 201 : 200, EnrolledJson.of(ref, enrolment)));
    }

    /** The program, if it is the signer's and the signer one that enrols; whether another exists is not told. */
    private ProgramId programOf(PartnerId signer, String word) {
        Partner partner = partners.find(signer).orElseThrow(() -> notIn(word));
        if (!ProgramId.isValid(word) || !partner.isIn(new ProgramId(word))) {
            throw notIn(word);
        }
        if (partner.roles().stream().noneMatch(EnrolmentReader::enrols)) {
            throw Problem.of(403, "forbidden", "Not yours to do", "Cases are enrolled by a hub or a manufacturer");
        }
        return new ProgramId(word);
    }

    private static Problem notIn(String program) {
        return Problem.of(403, "not-in-program", "Not in this program", "You are not a partner of " + program);
    }
}
