package dev.waymark.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "forget-case",
        description = "Destroys the key of a case, so that nothing that was sealed for it opens again.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  waymark forget-case orphan-x/C-1001 --yes --url https://care.example.org --token-file admin.token",
            "",
            "For the role admin. There is no way back. Ids, codes, times and opt-outs stay; the case is never enrolled again.",
            "A backup made before holds the key until it is destroyed: see \"Run it for real\" in the README."
        })
final class ForgetCaseCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PROGRAM/CASE", description = "The case, such as orphan-x/C-1001.")
    private String subject = "";

    @Option(names = "--yes", description = "Says that you mean it; without it nothing is done.")
    private boolean yes;

    @Mixin
    private GatewayAddress gateway = new GatewayAddress();

    ForgetCaseCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!subject.matches("[A-Za-z0-9._-]+/[A-Za-z0-9._-]+")) {
            throw CommandFailed.misused(subject + ": must be PROGRAM/CASE, such as orphan-x/C-1001");
        }
        if (!yes) {
            throw CommandFailed.misused(subject + " would be forgotten for good: say --yes if you mean it");
        }
        JsonNode done = gateway.client(surroundings).call("POST", "/v1/admin/cases/" + subject + "/forget");
        PrintWriter out = spec.commandLine().getOut();
        out.println(subject + " is forgotten since " + done.path("forgottenAt").asText());
        out.flush();
        return ExitCodes.DONE;
    }
}
