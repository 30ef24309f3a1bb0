package io.barsgateway.cli.cert;

import picocli.CommandLine.Command;

/** The certificate commands; {@code docs/onboarding.md} says which step of the NHS's pages each does. */
@Command(
        name = "cert",
        description = "Certificates: ask for one, look at one, import, check, renew. See docs/onboarding.md.",
        subcommands = {
            New.class,
            Show.class,
            Import.class,
            Chain.class,
            Roots.class,
            Check.class,
            Local.class,
            Jwks.class,
            SenderPack.class,
            Renew.class,
            Token.class
        })
public final class Cert {}
