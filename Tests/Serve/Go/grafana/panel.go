package main

import (
	"errors"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs/types"
)

// Panel is a query of a dashboard, as its user left it.
type Panel struct {
	// Names of groups, or their ARNs as the picker has them.
	Names, ARNs []string
	// A SOURCE command that Grafana makes of its settings, without a pipe.
	Source string
	Query  string
	Limit  int32
	// The fields of a `stats … by`, which split a time series.
	StatsGroups []string
	// Whether the panel goes away after the first poll.
	Leaves bool
	// Whether the user asks what surrounds the first row.
	Context bool
}

// Result is what a panel shows.
type Result struct {
	Status  string
	Polls   int
	Frames  []Frame
	Matched float64
	// The answer to StopQuery, if the panel went away.
	Stopped string
	// Times of the events before and after the first row.
	Before, After []int64
	// The text of an error, with its type.
	Error string
}

// What Grafana puts before each query, so that it can find a row again.
const prefix = "fields @timestamp,ltrim(@log) as __log__grafana_internal__," +
	"ltrim(@logStream) as __logstream__grafana_internal__|"

func (panel Panel) run(start, end int64) Result {
	id, err := panel.startQuery(start, end)
	if err != nil {
		return Result{Error: err.Error()}
	}
	result := Result{}
	// The browser waits longer before each poll, up to a second.
	for wait := 100 * time.Millisecond; ; wait = min(wait+300*time.Millisecond, time.Second) {
		time.Sleep(wait)
		found, err := logs.GetQueryResults(ctx, &cloudwatchlogs.GetQueryResultsInput{QueryId: id})
		check(err)
		result.Polls++
		result.Status = string(found.Status)
		result.Frames = frames(found.Results, panel.StatsGroups)
		// In each poll, without a look whether they are there.
		result.Matched = found.Statistics.RecordsMatched
		if panel.Leaves {
			result.Stopped = stop(id)
			return result
		}
		if found.Status == types.QueryStatusComplete || found.Status == types.QueryStatusFailed ||
			found.Status == types.QueryStatusCancelled {
			break
		}
	}
	if panel.Context {
		result.readContext()
	}
	return result
}

func (panel Panel) startQuery(start, end int64) (*string, error) {
	text := prefix + panel.Query
	if panel.Source != "" {
		text = panel.Source + " | " + text
	}
	input := cloudwatchlogs.StartQueryInput{
		StartTime: &start, EndTime: &end, QueryString: &text, LogGroupNames: panel.Names,
	}
	if panel.Limit > 0 {
		input.Limit = &panel.Limit
	}
	members := map[string]any{"queryLanguage": "CWLI"}
	if panel.ARNs != nil {
		identifiers := []string{}
		for _, arn := range panel.ARNs {
			// The asterisk goes, and the colon before it stays.
			identifiers = append(identifiers, strings.TrimSuffix(arn, "*"))
		}
		members["logGroupIdentifiers"] = identifiers
	}
	started, err := logs.StartQuery(ctx, &input, withMembers(members))
	if err != nil {
		return nil, err
	}
	return started.QueryId, nil
}

// An ended query is as good as a stopped one.
func stop(id *string) string {
	answer, err := logs.StopQuery(ctx, &cloudwatchlogs.StopQueryInput{QueryId: id})
	var ended *types.InvalidParameterException
	if errors.As(err, &ended) {
		return "ended"
	}
	check(err)
	if answer.Success {
		return "stopped"
	}
	return "refused"
}

// "Show context" of the first row: ten events before its time and ten from it on.
func (result *Result) readContext() {
	frame := result.Frames[0]
	group := frame.text("__log__grafana_internal__", 0)
	group = group[strings.LastIndex(group, ":")+1:]
	stream := frame.text("__logstream__grafana_internal__", 0)
	at, err := time.Parse(timeFormat, frame.text("@timestamp", 0))
	check(err)
	input := cloudwatchlogs.GetLogEventsInput{LogGroupName: &group, LogStreamName: &stream, Limit: aws.Int32(10)}
	input.StartFromHead, input.EndTime = aws.Bool(false), aws.Int64(at.UnixMilli())
	result.Before = times(&input)
	input.StartFromHead, input.EndTime, input.StartTime = aws.Bool(true), nil, aws.Int64(at.UnixMilli())
	result.After = times(&input)
}

func times(input *cloudwatchlogs.GetLogEventsInput) []int64 {
	page, err := logs.GetLogEvents(ctx, input)
	check(err)
	found := []int64{}
	for _, event := range page.Events {
		found = append(found, *event.Timestamp)
	}
	return found
}

func min(one, other time.Duration) time.Duration {
	if one < other {
		return one
	}
	return other
}
