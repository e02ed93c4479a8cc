package dev.waymark.gateway.sandbox;

import dev.waymark.gateway.http.Times;
import dev.waymark.gateway.model.CaseRef;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.sandbox.GatewayClient.Reply;
import dev.waymark.gateway.signing.RequestSigner;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.function.Supplier;

/** A partner's software: signs every call (protocol, section 2). Thread-safe. */
final class PartnerSystem {

    private final PartnerId id;
    private final RequestSigner signer;
    private final GatewayClient gateway;
    private final Supplier<Instant> steady;

    PartnerSystem(PartnerId id, RequestSigner signer, GatewayClient gateway, Supplier<Instant> steady) {
        this.id = id;
        this.signer = signer;
        this.gateway = gateway;
        this.steady = steady;
    }

    static JsonObject event(PartnerId sender, String id, String code, CaseRef subject, Instant time) {
        return new JsonObject()
                .put("specversion", "1.0")
                .put("id", id)
                .put("source", "/partners/" + sender)
                .put("type", "waymark.milestone." + code)
                .put("subject", subject.toString())
                .put("time", Times.write(time))
                .put("datacontenttype", "application/json")
                .put("data", Notes.of(code));
    }

    Future<Reply> enrol(Town.Household household) {
        CaseRef ref = household.ref();
        return send(
                HttpMethod.PUT,
                "/v1/programs/" + ref.program() + "/cases/" + ref.code(),
                "application/json",
                household.enrolment());
    }

    Future<Reply> report(JsonObject event) {
        return send(HttpMethod.POST, "/v1/milestones", "application/cloudevents+json", event);
    }

    Future<Reply> acknowledge(String notification, String by) {
        return send(
                HttpMethod.POST,
                "/v1/notifications/" + notification + "/acknowledgment",
                "application/json",
                new JsonObject().put("by", by));
    }

    Future<Reply> status(String task, JsonObject status) {
        return send(HttpMethod.POST, "/v1/tasks/" + task + "/status", "application/json", status);
    }

    Future<Reply> get(String target) {
        return gateway.call(
                HttpMethod.GET, target, signer.sign("GET", gateway.uri(target), steady.get()), Buffer.buffer());
    }

    private Future<Reply> send(HttpMethod method, String target, String type, JsonObject json) {
        Buffer body = json.toBuffer();
        return gateway.call(
                method,
                target,
                signer.sign(method.name(), gateway.uri(target), new RequestSigner.Body(type, body), steady.get()),
                body);
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
