package dev.waymark.gateway.scenario;

/**
 * What a {@link TestGateway} is told beside its partners, and how a scenario's differs from the usual.
 *
 * @param sms more text providers, after a comma; {@code PROVIDER} is the address of {@link TestGateway#provider}
 * @param program more of the program's entry, after a comma
 * @param relay the port of another mail server; 0: {@link TestGateway#smtp}
 * @param staffMail whether Maria and Sam have mail addresses
 */
record Setup(String sms, String program, int relay, boolean staffMail) {

    Setup(String sms, String program) {
        this(sms, program, 0);
    }

    Setup(String sms, String program, int relay) {
        this(sms, program, relay, false);
    }

    static Setup usual() {
        return new Setup("", "");
    }

    static Setup withStaffMail() {
        return new Setup("", "", 0, true);
    }

    /** Mail and text providers, as {@code waymark.yaml} has them. */
    String channels(int smtp, FarSide provider) {
        return """
                email: {host: 127.0.0.1, port: %d, from: "Care Team <care@example.org>", startTls: off}
                sms: {default: main, providers: {main: {kind: generic, url: "%s", secret: "%s"}%s}}
                """.formatted(
                        relay == 0 ? smtp : relay,
                        provider.url("/texts"),
                        TestGateway.SECRET,
                        sms.replace("PROVIDER", provider.url("")));
    }

    String users() {
        return """
                users:
                  - {user: maria, name: Maria Lopez, password: "HASH", roles: [case-manager], programs: [orphan-x]%s}
                  - {user: sam, name: Sam Stone, password: "HASH", roles: [supervisor], programs: [orphan-x]%s}
                  - {user: zoe, name: Zoe Zimmer, password: "HASH", roles: [case-manager], programs: [orphan-x]}
                  - {user: oli, name: Oli Op, password: "HASH", roles: [operator], programs: []}
                  - {user: ada, name: Ada Admin, password: "HASH", roles: [admin], programs: []}
                  - {user: rita, name: Rita Roe, password: "HASH", roles: [partner], partner: rx-one}
                  - {user: nora, name: Nora None, password: "HASH", roles: [], programs: [orphan-x]}
                """.replace("HASH", Passwords.HASH).formatted(mail("maria"), mail("sam"));
    }

    private String mail(String user) {
        return staffMail ? ", email: " + user + "@care.example" : "";
    }

    String programs() {
        return """
                programs:
                  - {id: orphan-x, publicName: Care Team, phone: "+18005550100", language: en, timeZone: America/New_York%s}
                """.formatted(program);
    }
}
