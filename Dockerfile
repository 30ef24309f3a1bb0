# The jar that ./bars built, on a JRE, not as root. routes/ is mounted over the copy here, so that it can be edited.
FROM eclipse-temurin:25-jre
RUN mkdir -p /opt/bars /var/lib/bars && chown 10001:0 /var/lib/bars && chmod 0700 /var/lib/bars
COPY target/bars-gateway.jar /opt/bars/bars-gateway.jar
COPY routes /opt/bars/routes
USER 10001
WORKDIR /opt/bars
ENV BARS_HOME=/var/lib/bars
EXPOSE 8443 8080 9443
ENTRYPOINT ["java", "-Dbars.installation=/opt/bars", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", "/opt/bars/bars-gateway.jar"]
CMD ["run"]
