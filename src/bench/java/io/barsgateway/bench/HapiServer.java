package io.barsgateway.bench;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.server.RestfulServer;
import com.zaxxer.hikari.HikariDataSource;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.LocalPki;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.sql.SQLException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;

/**
 * What a FHIR server of HAPI takes over TLS-MA: its {@code $process-message} parses each message, holds its bytes and its work in
 * one commit, and answers 200 with an empty OperationOutcome.
 */
final class HapiServer {

    private HapiServer() {}

    /** @param arguments the port, the folder of the PKI, the URL of the PostgreSQL, and the file with the password of its owner */
    public static void main(String[] arguments) throws Exception {
        LocalPki pki = new LocalPki(Path.of(arguments[1]));
        HikariDataSource store = new HikariDataSource();
        store.setJdbcUrl(arguments[2]);
        store.setUsername("postgres");
        store.setPassword(Files.readString(Path.of(arguments[3])).strip());
        store.setMaximumPoolSize(GatewayLoad.CONNECTIONS);

        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("bars-bench-hapi").toString());
        tomcat.setConnector(mutualTls(Integer.parseInt(arguments[0]), pki));
        StandardContext context = (StandardContext) tomcat.addContext("", null);
        Tomcat.addServlet(context, "fhir", server(store));
        context.addServletMappingDecoded("/*", "fhir");
        // Until the benchmark ends this process
        tomcat.start();
        tomcat.getServer().await();
    }

    private static Connector mutualTls(int port, LocalPki pki) throws IOException, GeneralSecurityException {
        SSLHostConfig tls = new SSLHostConfig();
        tls.setProtocols("TLSv1.2+TLSv1.3");
        tls.setCertificateVerification("required");
        tls.setTrustStore(trusted(pki));
        SSLHostConfigCertificate own = new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.RSA);
        own.setCertificateFile(pki.certificate("gateway").toString());
        own.setCertificateKeyFile(pki.key("gateway").toString());
        tls.addCertificate(own);
        Connector connector = new Connector();
        connector.setPort(port);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("SSLEnabled", "true");
        connector.setProperty("maxKeepAliveRequests", "-1");
        connector.setScheme("https");
        connector.setSecure(true);
        connector.addSslHostConfig(tls);
        return connector;
    }

    private static KeyStore trusted(LocalPki pki) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("root", Certificates.read(pki.root()).get(0));
        return trusted;
    }

    private static RestfulServer server(HikariDataSource store) {
        RestfulServer server = new RestfulServer(FhirContext.forR4());
        server.registerProvider(new ProcessMessage(store));
        return server;
    }

    /** The operation. Public, since HAPI calls it by reflection. */
    public static final class ProcessMessage {

        private final HikariDataSource store;

        private ProcessMessage(HikariDataSource store) {
            this.store = store;
        }

        /**
         * @param bundle the message, parsed
         * @param body the same as it came
         */
        @Operation(name = "$process-message")
        public OperationOutcome process(@ResourceParam Bundle bundle, @ResourceParam byte[] body) throws SQLException {
            if (bundle.getEntry().isEmpty()) {
                throw new IllegalArgumentException("A message has entries");
            }
            StoreAlone.hold(store, body);
            return new OperationOutcome();
        }
    }
}
