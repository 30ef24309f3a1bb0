package io.barsgateway.cli.cert;

import io.barsgateway.trust.keys.PemText;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bars cert sender-pack}: the details to mail so that BaRS is enabled on an application. */
@Command(name = "sender-pack", description = "Prints the mail that asks for BaRS on our application at API-M.")
final class SenderPack implements Callable<Integer> {

    @Option(names = "--application", required = true, description = "Name of the application in the developer portal")
    private String application = "";

    @Option(names = "--app-id-int", required = true, description = "App ID in INT")
    private String appIdInt = "";

    @Option(names = "--app-id-prod", description = "App ID in production")
    private Optional<String> appIdProd = Optional.empty();

    @Option(names = "--organisation", required = true)
    private String organisation = "";

    @Option(names = "--ods", required = true)
    private String odsCode = "";

    @Option(names = "--product", required = true)
    private String product = "";

    @Option(names = "--jwks-url", description = "Where the public keys are published")
    private Optional<String> jwksUrl = Optional.empty();

    @Option(names = "--key", description = "Without a JWKS URL: the key file whose public half API-M shall hold")
    private Optional<Path> key = Optional.empty();

    @Option(names = "--kid", description = "and its key id")
    private Optional<String> kid = Optional.empty();

    @Override
    public Integer call() throws GeneralSecurityException {
        if (jwksUrl.isEmpty() && (key.isEmpty() || kid.isEmpty())) {
            throw new IllegalArgumentException("name --jwks-url, or --key and --kid");
        }
        System.out.println("To: england.bookingandreferralstandard@nhs.net");
        System.out.println("Subject: Enable BaRS on " + application);
        System.out.println();
        System.out.println("Application name: " + application);
        System.out.println("App ID INT: " + appIdInt);
        System.out.println("App ID PROD: " + appIdProd.orElse("to follow"));
        System.out.println("Organisation: " + organisation);
        System.out.println("ODS code: " + odsCode);
        System.out.println("Product: " + product);
        if (jwksUrl.isPresent()) {
            System.out.println("JWKS URL: " + jwksUrl.get());
        } else {
            System.out.println("KID: " + kid.orElse(""));
            System.out.println(PemText.of(Jwks.publicKey(key.orElseThrow())));
        }
        return 0;
    }
}
