package io.barsgateway.cli.operate;

import io.barsgateway.cli.reach.Operator;
import java.net.http.HttpResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bars targets-clear}: what targets said of themselves is asked anew. */
@Command(
        name = "targets-clear",
        description = "Forgets what other services said about themselves, so that the gateway asks them again.")
public final class TargetsCommand implements Callable<Integer> {

    @Mixin
    private Operator operator = new Operator();

    @Override
    public Integer call() throws Exception {
        HttpResponse<String> answer = operator.post("targets", "{}");
        System.out.println(answer.body());
        return answer.statusCode() == 200 ? 0 : 1;
    }
}
