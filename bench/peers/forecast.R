# R's forecast package as a peer. Reads JSONL (id, m, h, x) and writes one JSON line a series:
# the method's mean, its lower and upper interval ends at LEVELS per cent, and its CPU time in ms.
# Usage: Rscript forecast.R INPUT OUTPUT METHOD, where METHOD is ets, thetaf or arima.
suppressPackageStartupMessages({
  library(forecast)
  library(jsonlite)
})
LEVELS <- c(50, 67, 80, 95, 99)
args <- commandArgs(trailingOnly = TRUE)
source_file <- file(args[1], "r")
target_file <- file(args[2], "w")
method <- args[3]
while (length(line <- readLines(source_file, n = 1)) > 0) {
  series <- fromJSON(line)
  history <- ts(series$x, frequency = series$m)
  if (anyNA(history)) history <- na.interp(history)
  started <- proc.time()
  set.seed(1)
  result <- switch(method,
    ets = forecast(ets(history), h = series$h, level = LEVELS),
    thetaf = thetaf(history, h = series$h, level = LEVELS),
    arima = forecast(auto.arima(history), h = series$h, level = LEVELS)
  )
  took <- proc.time() - started
  writeLines(toJSON(list(
    id = series$id,
    mean = as.numeric(result$mean),
    lower = t(matrix(result$lower, ncol = length(LEVELS))),
    upper = t(matrix(result$upper, ncol = length(LEVELS))),
    cpu_ms = unbox(1000 * (took[["user.self"]] + took[["sys.self"]]))
  ), digits = NA), target_file)
}
close(source_file)
close(target_file)
