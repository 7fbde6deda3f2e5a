// Calls of the AWS SDK for Go, version 2: typed errors, pages, a stream in both directions, a query.
//
//	sdk2 URL GROUP STREAM START END
//
// Prints one JSON object of what came back, for test_go.py to compare.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"log"
	"os"
	"strconv"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatch"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs/types"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

// Answers are what test_go.py reads; sdk1 prints the same.
type Answers struct {
	Malformed struct {
		Start, End int32
		Message    string
	}
	Missing  string
	Ended    string
	Rows     [][]string
	Matched  float64
	Groups   []string
	Streams  []string
	Filtered []string
	Forward  []int64
	Backward []int64
	Metrics  int
	Account  string
}

var (
	logs       *cloudwatchlogs.Client
	ctx        = context.Background()
	group      = aws.String(os.Args[2])
	stream     = aws.String(os.Args[3])
	start, end = seconds(os.Args[4]), seconds(os.Args[5])
)

func main() {
	url, region := os.Args[1], "eu-central-1"
	keys := credentials.NewStaticCredentialsProvider("any", "any", "")
	logs = cloudwatchlogs.New(cloudwatchlogs.Options{
		Region: region, Credentials: keys, EndpointResolver: cloudwatchlogs.EndpointResolverFromURL(url),
	})
	var answers Answers
	readErrors(&answers)
	readQuery(&answers)
	readPages(&answers)
	readStream(&answers)

	metrics, err := cloudwatch.New(cloudwatch.Options{
		Region: region, Credentials: keys, EndpointResolver: cloudwatch.EndpointResolverFromURL(url),
	}).ListMetrics(ctx, &cloudwatch.ListMetricsInput{Namespace: aws.String("AWS/Billing")})
	check(err)
	answers.Metrics = len(metrics.Metrics)
	identity, err := sts.New(sts.Options{
		Region: region, Credentials: keys, EndpointResolver: sts.EndpointResolverFromURL(url),
	}).GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	check(err)
	answers.Account = *identity.Account
	check(json.NewEncoder(os.Stdout).Encode(answers))
}

func startQuery(text string, group *string) (*string, error) {
	started, err := logs.StartQuery(ctx, &cloudwatchlogs.StartQueryInput{
		LogGroupName: group, StartTime: start, EndTime: end, QueryString: &text,
	})
	if err != nil {
		return nil, err
	}
	return started.QueryId, nil
}

func readErrors(answers *Answers) {
	_, err := startQuery("fields detail.stopCode | limt 5", group)
	var malformed *types.MalformedQueryException
	if !errors.As(err, &malformed) {
		log.Fatalf("not a MalformedQueryException: %v", err)
	}
	answers.Malformed.Start = *malformed.QueryCompileError.Location.StartCharOffset
	answers.Malformed.End = *malformed.QueryCompileError.Location.EndCharOffset
	answers.Malformed.Message = malformed.ErrorMessage()

	_, err = startQuery("fields @message", aws.String("/no/such"))
	var missing *types.ResourceNotFoundException
	if !errors.As(err, &missing) {
		log.Fatalf("not a ResourceNotFoundException: %v", err)
	}
	answers.Missing = missing.ErrorMessage()
}

func readQuery(answers *Answers) {
	id, err := startQuery("stats count(*) as stops by detail.stopCode", group)
	check(err)
	for {
		found, err := logs.GetQueryResults(ctx, &cloudwatchlogs.GetQueryResultsInput{QueryId: id})
		check(err)
		if found.Status == types.QueryStatusRunning {
			time.Sleep(50 * time.Millisecond)
			continue
		}
		for _, row := range found.Results {
			cells := []string{}
			for _, cell := range row {
				cells = append(cells, *cell.Field, *cell.Value)
			}
			answers.Rows = append(answers.Rows, cells)
		}
		answers.Matched = found.Statistics.RecordsMatched
		break
	}
	_, err = logs.StopQuery(ctx, &cloudwatchlogs.StopQueryInput{QueryId: id})
	var ended *types.InvalidParameterException
	if !errors.As(err, &ended) {
		log.Fatalf("not an InvalidParameterException: %v", err)
	}
	answers.Ended = ended.ErrorMessage()
}

func readPages(answers *Answers) {
	groups := cloudwatchlogs.NewDescribeLogGroupsPaginator(logs, &cloudwatchlogs.DescribeLogGroupsInput{Limit: aws.Int32(1)})
	for groups.HasMorePages() {
		page, err := groups.NextPage(ctx)
		check(err)
		for _, found := range page.LogGroups {
			answers.Groups = append(answers.Groups, *found.LogGroupName)
		}
	}
	streams := cloudwatchlogs.NewDescribeLogStreamsPaginator(
		logs, &cloudwatchlogs.DescribeLogStreamsInput{LogGroupName: group, Limit: aws.Int32(1)})
	for streams.HasMorePages() {
		page, err := streams.NextPage(ctx)
		check(err)
		for _, found := range page.LogStreams {
			answers.Streams = append(answers.Streams, *found.LogStreamName)
		}
	}
	events := cloudwatchlogs.NewFilterLogEventsPaginator(
		logs, &cloudwatchlogs.FilterLogEventsInput{LogGroupName: group, Limit: aws.Int32(7)})
	for events.HasMorePages() {
		page, err := events.NextPage(ctx)
		check(err)
		for _, event := range page.Events {
			answers.Filtered = append(answers.Filtered, *event.EventId)
		}
	}
}

func readStream(answers *Answers) {
	input := cloudwatchlogs.GetLogEventsInput{
		LogGroupName: group, LogStreamName: stream, StartFromHead: aws.Bool(true), Limit: aws.Int32(7),
	}
	// Without the option, the pages would go on at the end: its token comes back.
	pages := cloudwatchlogs.NewGetLogEventsPaginator(logs, &input, func(options *cloudwatchlogs.GetLogEventsPaginatorOptions) {
		options.StopOnDuplicateToken = true
	})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		check(err)
		for _, event := range page.Events {
			answers.Forward = append(answers.Forward, *event.Timestamp)
		}
	}
	input.StartFromHead = aws.Bool(false)
	for {
		page, err := logs.GetLogEvents(ctx, &input)
		check(err)
		for index := len(page.Events) - 1; index >= 0; index-- {
			answers.Backward = append(answers.Backward, *page.Events[index].Timestamp)
		}
		if input.NextToken != nil && *page.NextBackwardToken == *input.NextToken {
			return
		}
		input.NextToken = page.NextBackwardToken
	}
}

func seconds(text string) *int64 {
	number, err := strconv.ParseInt(text, 10, 64)
	check(err)
	return &number
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
