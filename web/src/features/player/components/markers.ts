export interface TopicMarker {
  id: string;
  title: string;
  start: number;
}
