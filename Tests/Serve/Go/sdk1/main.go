// Calls of the AWS SDK for Go, version 1: typed errors, pages, a stream in both directions, a query.
//
//	sdk1 URL GROUP STREAM START END
//
// Prints one JSON object of what came back, for test_go.py to compare.
package main

import (
	"encoding/json"
	"errors"
	"log"
	"os"
	"strconv"
	"time"

	"github.com/aws/aws-sdk-go/aws"
	"github.com/aws/aws-sdk-go/aws/credentials"
	"github.com/aws/aws-sdk-go/aws/session"
	"github.com/aws/aws-sdk-go/service/cloudwatch"
	"github.com/aws/aws-sdk-go/service/cloudwatchlogs"
	"github.com/aws/aws-sdk-go/service/sts"
)

// Answers are what test_go.py reads; sdk2 prints the same.
type Answers struct {
	Malformed struct {
		Start, End int64
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
	logs       *cloudwatchlogs.CloudWatchLogs
	group      = aws.String(os.Args[2])
	stream     = aws.String(os.Args[3])
	start, end = seconds(os.Args[4]), seconds(os.Args[5])
)

func main() {
	shared := session.Must(session.NewSession(&aws.Config{
		Endpoint:    aws.String(os.Args[1]),
		Region:      aws.String("eu-central-1"),
		Credentials: credentials.NewStaticCredentials("any", "any", ""),
	}))
	logs = cloudwatchlogs.New(shared)
	var answers Answers
	readErrors(&answers)
	readQuery(&answers)
	readPages(&answers)
	readStream(&answers)

	metrics, err := cloudwatch.New(shared).ListMetrics(&cloudwatch.ListMetricsInput{Namespace: aws.String("AWS/Billing")})
	check(err)
	answers.Metrics = len(metrics.Metrics)
	identity, err := sts.New(shared).GetCallerIdentity(&sts.GetCallerIdentityInput{})
	check(err)
	answers.Account = *identity.Account
	check(json.NewEncoder(os.Stdout).Encode(answers))
}

func startQuery(text string, group *string) (*string, error) {
	started, err := logs.StartQuery(&cloudwatchlogs.StartQueryInput{
		LogGroupName: group, StartTime: start, EndTime: end, QueryString: &text,
	})
	if err != nil {
		return nil, err
	}
	return started.QueryId, nil
}

func readErrors(answers *Answers) {
	_, err := startQuery("fields detail.stopCode | limt 5", group)
	var malformed *cloudwatchlogs.MalformedQueryException
	if !errors.As(err, &malformed) {
		log.Fatalf("not a MalformedQueryException: %v", err)
	}
	answers.Malformed.Start = *malformed.QueryCompileError.Location.StartCharOffset
	answers.Malformed.End = *malformed.QueryCompileError.Location.EndCharOffset
	answers.Malformed.Message = malformed.Message()

	_, err = startQuery("fields @message", aws.String("/no/such"))
	var missing *cloudwatchlogs.ResourceNotFoundException
	if !errors.As(err, &missing) {
		log.Fatalf("not a ResourceNotFoundException: %v", err)
	}
	answers.Missing = missing.Message()
}

func readQuery(answers *Answers) {
	id, err := startQuery("stats count(*) as stops by detail.stopCode", group)
	check(err)
	for {
		found, err := logs.GetQueryResults(&cloudwatchlogs.GetQueryResultsInput{QueryId: id})
		check(err)
		if *found.Status == cloudwatchlogs.QueryStatusRunning {
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
		answers.Matched = *found.Statistics.RecordsMatched
		break
	}
	_, err = logs.StopQuery(&cloudwatchlogs.StopQueryInput{QueryId: id})
	var ended *cloudwatchlogs.InvalidParameterException
	if !errors.As(err, &ended) {
		log.Fatalf("not an InvalidParameterException: %v", err)
	}
	answers.Ended = ended.Message()
}

func readPages(answers *Answers) {
	check(logs.DescribeLogGroupsPages(&cloudwatchlogs.DescribeLogGroupsInput{Limit: aws.Int64(1)},
		func(page *cloudwatchlogs.DescribeLogGroupsOutput, _ bool) bool {
			for _, found := range page.LogGroups {
				answers.Groups = append(answers.Groups, *found.LogGroupName)
			}
			return true
		}))
	check(logs.DescribeLogStreamsPages(&cloudwatchlogs.DescribeLogStreamsInput{LogGroupName: group, Limit: aws.Int64(1)},
		func(page *cloudwatchlogs.DescribeLogStreamsOutput, _ bool) bool {
			for _, found := range page.LogStreams {
				answers.Streams = append(answers.Streams, *found.LogStreamName)
			}
			return true
		}))
	check(logs.FilterLogEventsPages(&cloudwatchlogs.FilterLogEventsInput{LogGroupName: group, Limit: aws.Int64(7)},
		func(page *cloudwatchlogs.FilterLogEventsOutput, _ bool) bool {
			for _, event := range page.Events {
				answers.Filtered = append(answers.Filtered, *event.EventId)
			}
			return true
		}))
}

func readStream(answers *Answers) {
	input := cloudwatchlogs.GetLogEventsInput{
		LogGroupName: group, LogStreamName: stream, StartFromHead: aws.Bool(true), Limit: aws.Int64(7),
	}
	check(logs.GetLogEventsPages(&input, func(page *cloudwatchlogs.GetLogEventsOutput, _ bool) bool {
		for _, event := range page.Events {
			answers.Forward = append(answers.Forward, *event.Timestamp)
		}
		return true
	}))
	// The pages of the SDK only go forwards.
	input.StartFromHead = aws.Bool(false)
	for {
		page, err := logs.GetLogEvents(&input)
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
