# Builds the jar from the sources beside this file, then puts it on a JRE. Nothing but Docker is needed.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml ./
COPY .mvn .mvn
COPY src/main src/main
RUN --mount=type=cache,target=/root/.m2 mvn -B -ntp -q -Dmaven.test.skip=true -Dspotless.check.skip=true package

# Not as root. routes/ is mounted over the copy here, so that it can be edited.
FROM eclipse-temurin:25-jre
RUN mkdir -p /opt/bars /var/lib/bars && chown 10001:0 /var/lib/bars && chmod 0700 /var/lib/bars \
    && printf '%s\n' '#!/bin/sh' \
    'exec java -Dbars.installation=/opt/bars -XX:+ExitOnOutOfMemoryError -XX:TrimNativeHeapInterval=60000 --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow $BARS_JAVA_OPTIONS -jar /opt/bars/bars-gateway.jar "$@"' \
    > /usr/local/bin/bars && chmod 0755 /usr/local/bin/bars
COPY --from=build /build/target/bars-gateway.jar /opt/bars/bars-gateway.jar
COPY routes /opt/bars/routes
USER 10001
WORKDIR /opt/bars
ENV BARS_HOME=/var/lib/bars MALLOC_ARENA_MAX=2
EXPOSE 8443 8080 9443
ENTRYPOINT ["bars"]
CMD ["run"]
