package dev.waymark.gateway.rendering;

import static dev.waymark.gateway.rendering.Samples.RENDERING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EscapingTest {

    private static final String HOSTILE = "A&B <script>alert(1)</script> \"'`= {{link}} {{{note}}} %CONTENT% %TITLE%";

    @Test
    void a_page_writes_values_as_text() {
        RenderingContext context = RenderingContext.from(HOSTILE, Optional.of("\"><b>"), ZoneId.of("UTC"))
                .personName(Optional.of(HOSTILE))
                .milestone(Samples.everything().build().milestone())
                .build();

        String html =
                RENDERING.page(Audience.PATIENT, "news", "en", "en", context).html();

        assertThat(html)
                .doesNotContain("<script", "\"><b>", "alert(1)</script>")
                .contains("A&amp;B &lt;script&gt;alert(1)&lt;/script&gt; &quot;&#39;&#x60;&#x3D; {{link}} {{{note}}}");
        assertThat(html).contains("<title>A&amp;B &lt;script&gt;");
        assertThat(html.split("<h1>", -1)).hasSize(2);
    }

    @Test
    void a_line_break_in_a_value_makes_no_line_in_a_subject_or_a_text() {
        RenderingContext context = RenderingContext.from(
                        "Care\r\nBcc: eve@example.org\n\nHi\0 \u2028x\u202Eevil", Optional.empty(), ZoneId.of("UTC"))
                .link(Samples.everything().build().link().orElseThrow())
                .build();

        RenderedMail mail = RENDERING.mail(Audience.PATIENT, "news", "en", "en", context);

        assertThat(mail.subject()).isEqualTo("Care  Bcc: eve@example.org  Hi   xevil: there is news for you");
        assertThat(RENDERING.text("news", "en", "en", context).text().lines()).hasSize(1);
    }

    @Test
    void plain_text_is_not_written_as_html() {
        RenderingContext context = RenderingContext.from("O'Neil & Co", Optional.empty(), ZoneId.of("UTC"))
                .build();

        assertThat(RENDERING.text("acknowledged", "en", "en", context).text()).startsWith("O'Neil & Co: ");
        assertThat(RENDERING.page(Audience.PATIENT, "open", "en", "en", context).html())
                .contains("<title>O&#39;Neil &amp; Co</title>");
    }

    @Test
    void a_note_keeps_its_lines_in_an_alert() {
        RenderingContext context =
                Samples.little().note(Optional.of("one\r\ntwo\nthree")).build();

        assertThat(RENDERING.alert("reply", "en", context).detail()).isEqualTo("one \ntwo\nthree");
    }
}
