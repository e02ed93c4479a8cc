package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotesStayOnTheCaseTest {

    private static final String INBOX = "/v1/notifications?status=all";

    @TempDir
    Path folder;

    @Test
    void a_partner_taken_off_the_case_is_given_its_notes_no_more() {
        try (TestGateway gateway = new TestGateway(folder)) {
            new People(gateway).hearOfNews();
            assertThat(gateway.pharmacy.get(gateway, INBOX).body()).contains("chart notes");

            JsonObject without = Cases.usual();
            without.getJsonArray("partners").remove(1);
            assertThat(gateway.hub
                            .put(gateway, "/v1/programs/orphan-x/cases/C-1001", without)
                            .status())
                    .isEqualTo(200);
            Answer inbox = gateway.pharmacy.get(gateway, INBOX);
            assertThat(inbox.status()).isEqualTo(200);
            assertThat(inbox.body()).contains("prior-auth.info-requested").doesNotContain("chart notes");
        }
    }
}
