package dev.waymark.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.gateway.model.PartnerId;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FieldsTest {

    @Test
    void a_body_as_it_should_be_is_read() {
        Fields body = fields(
                "{'name':'Ana','partner':'rx-one','at':'2026-11-21T15:04:05Z','within':'PT24H','limit':7,"
                        + "'on':true,'sms':{'number':'1'},'people':[{'id':'a'},{'id':'b'}],'managers':['maria'],'more':{'a':'b'}}");
        assertThat(body.text("name").max(3).required()).isEqualTo("Ana");
        assertThat(body.text("partner").required(PartnerId::new)).contains(new PartnerId("rx-one"));
        assertThat(body.text("at").time()).contains(Instant.parse("2026-11-21T15:04:05Z"));
        assertThat(body.text("within").duration()).contains(Duration.ofHours(24));
        assertThat(body.number("limit").between(1, 10).required()).isEqualTo(7);
        assertThat(body.bool("on")).contains(true);
        assertThat(body.object("sms").map(sms -> sms.text("number").required())).contains("1");
        assertThat(body.objects("people").stream()
                        .map(person -> person.text("id").required()))
                .containsExactly("a", "b");
        assertThat(body.texts("managers").stream().map(TextField::required)).containsExactly("maria");
        assertThat(body.map("more")).containsEntry("a", "b");
        assertThat(body.text("absent").optional()).isEmpty();
        body.orThrow();
    }

    @Test
    void every_fault_is_told_with_its_pointer() {
        Fields body =
                fields("{'note':5,'partner':'NO','at':'soon','limit':1.5,'on':'yes','sms':[],'people':[{'x':1},2],"
                        + "'form':'abc','long':'abcd','stray/x':1}");
        body.text("note").optional();
        body.text("partner").optional(PartnerId::new);
        body.text("at").time();
        body.number("limit").optional();
        body.bool("on");
        body.object("sms");
        body.objects("people").forEach(person -> person.text("id").required());
        body.text("form").form(Pattern.compile("[0-9]+")).optional();
        body.text("long").max(3).optional();
        body.text("name").required();
        body.done();
        assertThat(body.faults().stream().map(Problem.Fault::pointer))
                .containsExactly(
                        "/note",
                        "/partner",
                        "/at",
                        "/limit",
                        "/on",
                        "/sms",
                        "/people/1",
                        "/people/0/id",
                        "/form",
                        "/long",
                        "/name",
                        "/stray~1x",
                        "/people/0/x");
        assertThatThrownBy(body::orThrow).isInstanceOf(Problem.class);
    }

    @Test
    void null_is_not_absence() {
        Fields body = fields("{'note':null}");
        assertThat(body.text("note").optional()).isEmpty();
        assertThat(body.faults()).containsExactly(new Problem.Fault("/note", "must be a text"));
    }

    @Test
    void a_prefix_stands_before_each_pointer() {
        Fields body = Fields.of(StrictJson.tree(Buffer.buffer("[]")), "/data");
        assertThat(body.faults()).containsExactly(new Problem.Fault("/data", "must be an object"));
    }

    @Test
    void texts_that_no_database_takes_are_faults_once_the_content_is_looked_at() {
        Fields body = fields("{'note':'\\u0000','rest':['\\ud800']}");
        body.text("note").optional();
        body.node("rest");
        assertThat(body.done().faults().stream().map(Problem.Fault::pointer)).containsExactly("/note", "/rest/0");
    }

    @Test
    void what_is_taken_as_rest_is_no_stray() {
        Fields body = fields("{'id':'1','traceparent':'x'}");
        body.text("id").required();
        assertThat(body.rest().keySet()).containsExactly("traceparent");
        body.orThrow();
    }

    @Test
    void lengths_are_in_characters_not_in_halves_of_them() {
        assertThat(fields("{'note':'😀😀'}").text("note").max(2).optional()).isEqualTo(Optional.of("😀😀"));
    }

    @Test
    void a_body_of_nothing_but_faults_has_a_short_answer() {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < 5_000; i++) {
            json.append(i == 0 ? "" : ",").append("'m").append(i).append("':1");
        }
        List<Problem.Fault> faults = fields(json.append("}").toString()).done().faults();
        assertThat(faults).hasSize(Faults.MOST);
    }

    private static Fields fields(String json) {
        return Fields.of(StrictJson.tree(Buffer.buffer(json.replace('\'', '"'))), "");
    }
}
